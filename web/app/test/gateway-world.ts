import { Gateway, type GatewayOptions } from "../gateway/gateway.ts";
import { LearnedGateway } from "../gateway/learned-gateway.ts";
import type { Dialect } from "../model/learned.ts";
import { FakeClient } from "./fake-client.ts";
import { listPage } from "./pages.ts";

/** The gateway of an account over a client whose answers are scripted, with a clock that stands still. */
export class GatewayWorld {
  readonly fake = new FakeClient().answer("getSessions", listPage([]));
  /** The client of dialect 14.9, which is answered nothing before a test says so. */
  readonly other = new FakeClient();
  readonly learned: LearnedGateway;
  readonly gateway: Gateway;
  now = 1_000_000;
  /** How often a client was made that speaks the default dialect. */
  connections = 0;
  /** The dialects of all clients that were made. */
  readonly dialects: Dialect[] = [];

  constructor(options: Partial<GatewayOptions> = {}) {
    this.learned = options.learned ?? new LearnedGateway("");
    this.gateway = new Gateway({
      account: { endpoint: "", musicid: "1" },
      learned: this.learned,
      connect: async (dialect) => {
        this.dialects.push(dialect);
        if (dialect === "14.9") return this.other.client;
        this.connections++;
        return this.fake.client;
      },
      surroundings: () => ({ online: true, foreign: false }),
      proven: true,
      now: () => this.now,
      ...options,
    });
  }

  /** Makes a call. Gives its answer, or the error that it rejects with. */
  ask(): Promise<unknown> {
    return this.gateway.call((client) => client.getSessions()).catch((error: unknown) => error);
  }

  /** Makes a call that is answered. */
  succeed(): Promise<unknown> {
    this.fake.answer("getSessions", listPage([]));
    return this.ask();
  }

  /** Makes a call that is refused. */
  fail(error: Error): Promise<unknown> {
    this.fake.answer("getSessions", error);
    return this.ask();
  }

  /** Makes a call whose answer is on its way. */
  async begin() {
    const held = this.fake.hold("getSessions");
    const asked = this.ask();
    await settled();
    return {
      answer: (): Promise<unknown> => {
        held.answer(listPage([]));
        return asked;
      },
      fail: (error: Error): Promise<unknown> => {
        held.fail(error);
        return asked;
      },
    };
  }
}

/** A gateway that refuses the default dialect and answers the other one. */
export function otherWorld(error: () => Error, options: ConstructorParameters<typeof GatewayWorld>[0] = {}) {
  const world = new GatewayWorld(options);
  world.fake.answer("getSessions", () => error());
  world.other.answer("getSessions", listPage([]));
  return world;
}

/** Waits until nothing goes on any more but what waits for an answer. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
