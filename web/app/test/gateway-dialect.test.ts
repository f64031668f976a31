// Where a dialect is refused the other one is tried once, and all goes on in it where it is answered.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  CGIError,
  ClosedError,
  CredentialExpiredError,
  DataError,
  GatewayError,
  HTTPError,
  NetworkError,
  RateLimitedError,
  SignatureRequiredError,
} from "../../sdk/src/errors.ts";
import { LearnedGateway } from "../gateway/learned-gateway.ts";
import { GatewayWorld, otherWorld, settled } from "./gateway-world.ts";
import { listPage, messagesPage } from "./pages.ts";
import { SharedStore } from "./shared-store.ts";

const refused = () => new CGIError("no", { code: 10007 });
const expired = () => new CredentialExpiredError("no", { code: 1000 });

describe("a dialect that is refused", () => {
  for (const error of [
    refused(),
    new GatewayError("no", { code: 500001 }),
    expired(),
    new SignatureRequiredError("no", { code: 2000 }),
  ]) {
    it(`with a ${error.name} leaves its place to the other one, which is answered`, async () => {
      const world = otherWorld(() => error);
      assert.deepEqual(await world.ask(), listPage([]));
      await world.ask();
      assert.deepEqual([world.fake.asked.length, world.other.asked.length, world.fake.closes], [1, 2, 1]);
    });
  }

  it("says nothing of the login, which the other one shows to hold", async () => {
    const world = otherWorld(expired, { proven: false });
    await world.ask();
    assert.deepEqual([world.gateway.loginProblem.value, world.gateway.mayAsk], [undefined, true]);
  });

  it("is told of as the first was refused where the other one is refused too, and that is tried once", async () => {
    const world = new GatewayWorld();
    const first = refused();
    world.other.answer("getSessions", new CGIError("neither", { code: 7 }));
    assert.equal(await world.fail(first), first);
    await world.fail(refused());
    assert.deepEqual([world.other.asked.length, world.other.closes, world.learned.learned.value], [1, 1, {}]);
  });

  it("is tried again with a new login", async () => {
    const world = new GatewayWorld();
    await world.fail(expired());
    await world.gateway.renew({ musicid: "1", musickey: "another" });
    world.other.answer("getSessions", listPage([]));
    assert.deepEqual(await world.fail(expired()), listPage([]));
  });

  it("is not given up once it was answered", async () => {
    const world = new GatewayWorld();
    await world.succeed();
    await world.fail(refused());
    assert.deepEqual(world.dialects, ["20.9"]);
  });

  for (const error of [
    new NetworkError("cut"),
    new HTTPError("no", { status: 403 }),
    new DataError("odd"),
    new ClosedError("closed"),
  ]) {
    it(`is none where there is but a ${error.name}`, async () => {
      const world = new GatewayWorld();
      await world.fail(error);
      assert.deepEqual(world.dialects, ["20.9"]);
    });
  }

  it("is none where it is answered: there is one client, and one request a call", async () => {
    const world = new GatewayWorld();
    await Promise.all([world.succeed(), world.succeed()]);
    assert.deepEqual([world.dialects, world.fake.asked.length], [["20.9"], 2]);
  });

  it("is none while another call on its way may be answered", async () => {
    const world = new GatewayWorld();
    const slow = await world.begin();
    world.fake.answer("getMessages", new CGIError("no such conversation", { code: 10006 }));
    const failed = world.gateway.call((client) => client.getMessages({ sessionId: "gone" }));
    await settled();
    await slow.answer();
    await assert.rejects(failed, { code: 10006 });
    assert.deepEqual(world.dialects, ["20.9"]);
  });

  it("is found out once for calls that are made together", async () => {
    const world = otherWorld(refused);
    assert.deepEqual(await Promise.all([world.ask(), world.ask()]), [listPage([]), listPage([])]);
    assert.deepEqual(world.dialects, ["20.9", "14.9"]);
  });

  it("is found out by calls in one request when all of them are refused", async () => {
    const world = otherWorld(refused);
    world.fake.answer("getMessages", refused());
    world.other.answer("getMessages", messagesPage([]));
    const answers = await world.gateway.callAll((client) =>
      client.batch([{ call: "getSessions" }, { call: "getMessages" }], { settled: true }),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      ["fulfilled", "fulfilled"],
    );
  });

  for (const [what, error] of [
    ["is limited", new RateLimitedError("wait", { code: 2001 })],
    ["is lost", new NetworkError("no")],
  ] as const) {
    it(`is not found out by calls in one request of which one ${what}`, async () => {
      const world = otherWorld(refused);
      world.fake.answer("getMessages", error);
      const first = await world.gateway
        .callAll((client) =>
          client.batch([{ call: "getSessions" }, { call: "getMessages", options: { sessionId: "a" } }], {
            settled: true,
          }),
        )
        .catch((rejected: unknown) => rejected);
      assert.deepEqual([(first as Error).name, world.dialects], ["CGIError", ["20.9"]]);
    });
  }

  it("that was learned is left for the default in the same way", async () => {
    const world = new GatewayWorld();
    world.learned.learn({ dialect: "14.9" });
    world.other.answer("getSessions", refused());
    assert.deepEqual(await world.ask(), listPage([]));
    assert.equal(world.learned.learned.value.dialect, "20.9");
  });
});

describe("a write that is refused", () => {
  const write = ({ gateway }: GatewayWorld) => gateway.attempt((client) => client.markAllMessagesRead(1, ""));

  it("is made in one dialect alone", async () => {
    const world = otherWorld(refused);
    world.fake.answer("markAllMessagesRead", refused());
    assert.equal((await write(world))?.kind, "refused");
    assert.deepEqual([world.dialects, world.fake.asked.length], [["20.9"], 1]);
  });

  it("is made in one dialect alone when the call says that it writes", async () => {
    const world = otherWorld(refused);
    await assert.rejects(world.gateway.call((client) => client.getSessions(), { writes: true }));
    assert.deepEqual(world.dialects, ["20.9"]);
  });

  it("while the dialect changes is not made again in the new one", async () => {
    const world = otherWorld(refused);
    const sent = world.fake.hold("markAllMessagesRead");
    const written = write(world);
    await settled();
    world.learned.learn({ dialect: "14.9" });
    sent.fail(refused());
    assert.equal((await written)?.kind, "refused");
    assert.deepEqual(world.other.asked, []);
  });

  it("waits for the trial of a read, and is made in the dialect that is answered", async () => {
    const world = otherWorld(refused);
    const held = world.other.hold("getSessions");
    const asked = world.ask();
    await settled();
    world.other.answer("markAllMessagesRead", { msg: "", subcode: 0, tips: "" });
    const written = write(world);
    await settled();
    held.answer(listPage([]));
    assert.deepEqual([await asked, await written, world.fake.asked.length], [listPage([]), undefined, 1]);
  });

  it("that is on its way while the dialect changes is not cut", async () => {
    const world = otherWorld(refused);
    const sent = world.fake.hold("markAllMessagesRead");
    const written = write(world);
    await settled();
    world.learned.learn({ dialect: "14.9" });
    await world.ask();
    assert.equal(world.fake.closes, 0);
    sent.answer({ msg: "", subcode: 0, tips: "" });
    assert.equal(await written, undefined);
    await settled();
    assert.equal(world.fake.closes, 1);
  });
});

describe("whoever is told what is spoken", () => {
  for (const [what, answers, told] of [
    ["is told of the one that is tried and answered", true, ["20.9", "14.9"]],
    ["is told that all is as before where it is not", false, ["20.9", "14.9", "20.9"]],
  ] as const) {
    it(what, async () => {
      const spoken: string[] = [];
      const world = otherWorld(refused, { speaks: async (dialect) => void spoken.push(dialect) });
      if (!answers) world.other.answer("getSessions", refused());
      await world.ask();
      assert.deepEqual(spoken, told);
    });
  }

  it("is told of the default once", async () => {
    const spoken: string[] = [];
    const world = new GatewayWorld({ speaks: async (dialect) => void spoken.push(dialect) });
    await world.succeed();
    await world.succeed();
    assert.deepEqual(spoken, ["20.9"]);
  });

  it("has nothing asked before it is ready, and is told again with the next call", async () => {
    let isReady = false;
    const world = new GatewayWorld({ speaks: () => (isReady ? Promise.resolve() : Promise.reject(new Error("no"))) });
    await world.succeed();
    assert.equal(world.fake.asked.length, 0);
    isReady = true;
    assert.deepEqual(await world.succeed(), listPage([]));
  });
});

describe("the dialect that is answered", () => {
  const world = (disk: SharedStore) => otherWorld(refused, { learned: new LearnedGateway("", disk.tab()) });

  it("is spoken by all gateways of that endpoint from then on", async () => {
    const disk = new SharedStore();
    const [here, there] = [world(disk), world(disk)];
    await here.ask();
    await settled();
    await there.ask();
    assert.deepEqual([here.dialects, there.dialects], [["20.9", "14.9"], ["14.9"]]);
  });

  it("is spoken at the next start", async () => {
    const disk = new SharedStore();
    await world(disk).ask();
    await settled();
    const next = world(disk);
    await next.ask();
    assert.deepEqual([next.dialects, next.fake.asked.length], [["14.9"], 0]);
  });

  it("is found again after it was forgotten", async () => {
    const it = world(new SharedStore());
    await it.ask();
    it.learned.forget();
    assert.deepEqual(await it.ask(), listPage([]));
    assert.deepEqual(it.dialects, ["20.9", "14.9", "20.9", "14.9"]);
  });

  it("is spoken by no client of a gateway that was left meanwhile", async () => {
    const it = world(new SharedStore());
    const held = it.other.hold("getSessions");
    const asked = it.ask();
    await settled();
    it.gateway.close();
    held.answer(listPage([]));
    await asked;
    await settled();
    assert.ok(it.other.closes > 0);
    assert.deepEqual(it.learned.learned.value, {});
  });

  it("has the login of a renewal", async () => {
    const it = world(new SharedStore());
    const login = { musicid: "1", musickey: "another" };
    await it.gateway.renew(login);
    await it.ask();
    assert.deepEqual(it.other.credentials, [login]);
  });
});
