// Two tabs with the list of one account, and a gateway whose answers come when they come.

import { NetworkError } from "../../sdk/src/errors.ts";
import type { SessionPage } from "../../sdk/src/index.ts";
import { Archive } from "../archive/archive.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { Reader } from "../archive/reader.ts";
import { FakeChannel } from "./fake-channel.ts";
import { FakeClient } from "./fake-client.ts";
import { GatewayWorld, settled } from "./gateway-world.ts";
import { ListGateway, type ListShape } from "./list-gateway.ts";
import type { Random } from "./seeded.ts";

/** A tab. */
export interface Tab {
  archive: Archive;
  reader: Reader;
  /** The ids of the messages that looks told of. */
  news: Set<string>;
}

/** A request that is on its way to the gateway, or its answer on the way back. */
interface OnItsWay {
  /** What the gateway does when it is asked. */
  work: () => unknown;
  /** Whether its answer may get lost. */
  isLooking: boolean;
  answer?: { value: unknown };
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** A gateway, and two tabs that read its list. */
export class ListWorld {
  readonly gateway: ListGateway;
  readonly channel = new FakeChannel();
  readonly tabs: readonly Tab[];
  /** The ids of messages that need not be told of. */
  old: ReadonlySet<string> = new Set();
  /** In Unix milliseconds. */
  now = 1_000_000;
  private readonly random: Random;
  private onItsWay: OnItsWay[] = [];

  constructor(random: Random, shape: ListShape, stores: readonly ArchiveStore[]) {
    this.random = random;
    this.gateway = new ListGateway(random, shape);
    this.tabs = stores.map((store) => this.tab(store));
  }

  private tab(store: ArchiveStore): Tab {
    const fake = new FakeClient().answer(
      "getSessions",
      (options) => this.ask(() => this.gateway.page(options as object), true) as Promise<SessionPage>,
    );
    const { gateway } = new GatewayWorld({ connect: async () => fake.client, now: () => this.now });
    const archive = new Archive({
      store,
      channel: this.channel.tab(),
      keepsGone: () => false,
      now: () => this.now,
      onMessages() {},
      onFailure: (error) => {
        throw error;
      },
    });
    return { archive, reader: new Reader(gateway, archive), news: new Set() };
  }

  /** Asks the gateway for something. Only answers to looks get lost. */
  ask<Answer>(work: () => Answer, isLooking = false): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.onItsWay.push({ work, isLooking, resolve: resolve as (value: unknown) => void, reject });
    });
  }

  /** Looks at the list. */
  async look({ reader, news }: Tab): Promise<void> {
    const change = await reader.lookAtList();
    for (const { newMsg } of change.news) news.add(newMsg!.id);
  }

  /** Something happens on the way: a request arrives at the gateway, an answer comes back or is lost, a tab hears of another. */
  async goOn(loses = false): Promise<void> {
    this.now++;
    const one = this.onItsWay[this.random.below(this.onItsWay.length)];
    if (!one || this.random.below(4) === 0) {
      this.channel.deliver(1);
    } else if (!one.answer) {
      one.answer = { value: one.work() };
    } else {
      this.onItsWay = this.onItsWay.filter((other) => other !== one);
      if (loses && one.isLooking && this.random.below(10) === 0) one.reject(new NetworkError("lost"));
      else one.resolve(one.answer.value);
    }
    await settled();
  }

  /** Lets all that is on its way arrive. */
  async arrive(): Promise<void> {
    do {
      while (this.onItsWay.length > 0) await this.goOn();
      await settled();
    } while (this.channel.deliver() || this.onItsWay.length > 0);
    await settled();
  }

  /** Waits for something that needs answers. */
  async finish(work: Promise<unknown>): Promise<void> {
    let done = false;
    void work.finally(() => (done = true)).catch(() => {});
    while (!done) await this.arrive();
    await work;
  }
}
