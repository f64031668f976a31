// What the check of a gateway asks, in which order, and when it stops.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, CredentialExpiredError, HTTPError, NetworkError, RateLimitedError } from "../../sdk/src/errors.ts";
import type { Client } from "../../sdk/src/index.ts";
import { GatewayCheck } from "../check/check.ts";
import { stepNames, type StepName } from "../check/evidence.ts";
import { asBelieved, CheckWorld, login, otherwise, own, wireMessage, wireSession, type Wire } from "./check-world.ts";

const read = wireSession("read");
const unread = wireSession("unread", { new_msg_cnt: 3 });

const openedIn = ({ met }: CheckWorld) => [
  ...new Set(met.filter(({ call }) => call === "getMessages").map(({ options }) => options["sessionId"])),
];

describe("a check", () => {
  it("asks nothing before it is started", () => {
    const world = new CheckWorld();
    assert.deepEqual(world.met, []);
    assert.equal(world.check.phase.value, "ready");
  });

  it("asks for everything in its order, and ends complete", async () => {
    const world = new CheckWorld();
    const { steps, ended } = await world.found();
    assert.deepEqual(
      steps.map(({ step }) => step),
      [...stepNames],
    );
    assert.equal(ended, "complete");
    assert.equal(world.check.phase.value, "done");
  });

  it("makes no call that changes anything", async () => {
    const world = new CheckWorld();
    await world.found();
    assert.deepEqual([...new Set(world.calls)].sort(), [
      "getChatEntries",
      "getConfig",
      "getFriendshipBadge",
      "getMessages",
      "getMusicianMessageCard",
      "getSafetyHint",
      "getSessions",
    ]);
    const closes = world.met.filter(({ call, options }) => call === "getSafetyHint" && "close" in options);
    assert.deepEqual(closes, []);
  });

  it("lets no call be repeated by itself", async () => {
    const world = new CheckWorld();
    await world.found();
    assert.deepEqual([...new Set(world.met.map(({ options }) => options["maxRetries"]))], [0]);
  });

  it("asks once in the other dialect, and once with a signature", async () => {
    const world = new CheckWorld();
    await world.found();
    const raw = world.met.filter(({ options }) => options["raw"] === true);
    assert.equal(raw.filter(({ dialect }) => dialect === "14.9").length, 1);
    assert.equal(raw.filter(({ options }) => options["sign"] === "always").length, 1);
  });

  it("asks for everything in the other dialect when that alone is answered", async () => {
    const refused = otherwise(({ dialect }, answer) =>
      dialect === "20.9" ? new CGIError("refused", { code: 40_000 }) : answer,
    );
    const world = new CheckWorld(refused);
    const { ended } = await world.found();
    assert.equal(ended, "complete");
    const dialects = world.met.filter(({ call }) => call === "getMessages").map(({ dialect }) => dialect);
    assert.deepEqual([...new Set(dialects)], ["14.9"]);
    assert.deepEqual(world.check.learned.dialect, "14.9");
  });

  it("says which dialect comes before it asks in it, and ends with the one in use", async () => {
    const world = new CheckWorld();
    await world.found();
    assert.deepEqual(world.spoken, [
      [0, "20.9"],
      [1, "14.9"],
      [2, "20.9"],
    ]);
    const refuses = new CheckWorld(
      otherwise(({ dialect }, answer) => (dialect === "20.9" ? new CGIError("no", { code: 1 }) : answer)),
    );
    await refuses.found();
    assert.deepEqual(refuses.spoken, [
      [0, "20.9"],
      [1, "14.9"],
      [refuses.calls.length, "20.9"],
    ]);
  });

  it("closes its clients", async () => {
    const world = new CheckWorld();
    await world.found();
    await Promise.resolve();
    assert.equal(world.closed, 2);
  });

  it("asks for the page behind with the last of the page before", async () => {
    const sessions = [read, wireSession("last", { sort_time: "9007199254740993" })];
    const more = otherwise(
      ({ call, options }, answer) =>
        call === "getSessions" && !("lastId" in options) ? { has_more: 1, sessions } : answer,
      asBelieved(sessions),
    );
    const world = new CheckWorld(more);
    await world.found();
    const behind = world.met.find(({ call, options }) => call === "getSessions" && "lastId" in options)!;
    assert.deepEqual([behind.options["lastId"], behind.options["lastTime"]], ["last", 9_007_199_254_740_993n]);
    assert.ok(world.met.some(({ call, options }) => call === "getMessages" && options["lastId"] === "m21"));
  });

  it("asks for the details of at most three pictures", async () => {
    const pictures = Array.from({ length: 5 }, (_, index) => wireMessage(index, { msg_type: 2 }));
    const world = new CheckWorld(
      otherwise(({ call }, answer) => (call === "getMessages" ? { has_more: 0, messages: pictures } : answer)),
    );
    await world.found();
    const asked = world.met.find(({ call }) => call === "getMediaMessageDetails")!;
    assert.deepEqual(asked.args, ["s", ["m0", "m1", "m2"]]);
  });
});

describe("without the tick nothing is marked read:", () => {
  const cases: [what: string, sessions: Wire[], opened: string[]][] = [
    ["the first conversation without unread messages is read", [unread, read], ["read"]],
    ["none is read when all have unread ones", [unread], []],
    ["none is read whose count is missing", [wireSession("s", { new_msg_cnt: undefined })], []],
    ["none is read whose count is no number", [wireSession("s", { new_msg_cnt: "none" })], []],
    ["none is read whose count is a fraction", [wireSession("s", { new_msg_cnt: 0.5 })], []],
    ["a count that is a text of digits counts", [wireSession("s", { new_msg_cnt: "0" })], ["s"]],
    [
      "a conversation with an own message is preferred",
      [read, wireSession("own", { new_msg: { from_user: own } })],
      ["own"],
    ],
  ];
  for (const [what, sessions, opened] of cases) {
    it(what, async () => {
      const world = new CheckWorld(asBelieved(sessions));
      await world.found();
      assert.deepEqual(openedIn(world), opened);
    });
  }

  it("a conversation with unread messages is read with it, and the list is looked at again", async () => {
    const world = new CheckWorld(asBelieved([read, unread]));
    world.check.mayMarkRead.value = true;
    const { steps } = await world.found();
    assert.deepEqual(openedIn(world), ["unread"]);
    assert.equal(steps.find(({ step }) => step === "listAfter")!.state, "answered");
  });

  it("a tick that comes while it runs does not count", async () => {
    const world: CheckWorld = new CheckWorld(
      otherwise((_, answer) => ((world.check.mayMarkRead.value = true), answer), asBelieved([unread])),
    );
    const { mayMarkRead } = await world.found();
    assert.deepEqual(openedIn(world), []);
    assert.equal(mayMarkRead, false);
  });
});

describe("a check ends at once", () => {
  const cases: [what: string, error: Error, ended: string][] = [
    ["at a rate limit", new RateLimitedError("slow", { code: 2001 }), "limited"],
    ["at HTTP 429", new HTTPError("slow", { status: 429 }), "limited"],
    ["when the login does not hold", new CredentialExpiredError("over", { code: 1000 }), "login"],
  ];
  for (const [what, error, reason] of cases) {
    it(`${what}, and says how far it came`, async () => {
      const world = new CheckWorld(otherwise(({ call }, answer) => (call === "getMessages" ? error : answer)));
      const { steps, ended } = await world.found();
      assert.equal(ended, reason);
      assert.equal(steps.at(-1)!.step, "messages");
      assert.equal(world.calls.at(-1), "getMessages");
    });
  }

  it("when it is the reading of an answer that is limited", async () => {
    const world = new CheckWorld();
    world.read = ({ call }) => (call === "getConfig" ? new RateLimitedError("slow", { code: 2001 }) : {});
    assert.equal((await world.found()).ended, "limited");
    assert.equal(world.calls.filter((call) => call === "getConfig").length, 1);
  });

  it("when it is stopped, with what it found until then", async () => {
    const world: CheckWorld = new CheckWorld(
      otherwise(({ call }, answer) => {
        if (call === "getMessages") world.check.stop();
        return answer;
      }),
    );
    const { steps, ended } = await world.found();
    assert.equal(ended, "stopped");
    assert.equal(steps.at(-1)!.step, "listBehind");
    assert.equal(world.check.states.value.messages, "waiting");
  });
});

it("a check that is stopped waits for no client, and closes the one that comes all the same", async () => {
  let come: (client: Client) => void = () => {};
  let closed = 0;
  const check = new GatewayCheck({
    login,
    connect: () => new Promise((resolve) => (come = resolve)),
  });
  const started = check.start();
  check.stop();
  await started;
  assert.equal(check.findings.value?.ended, "stopped");
  come({ close: () => void closed++ } as unknown as Client);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(closed, 1);
});

describe("a check goes on", () => {
  const cases: [what: string, error: Error, state: string][] = [
    ["when a call is refused", new CGIError("no", { code: 500_031 }), "refused"],
    ["when a call is not answered", new NetworkError("cut"), "silent"],
    ["when the way refuses", new HTTPError("no", { status: 403 }), "refused"],
    ["when an error is nobody's", new TypeError("unforeseen"), "silent"],
  ];
  for (const [what, error, state] of cases) {
    it(what, async () => {
      const world = new CheckWorld(otherwise(({ call }, answer) => (call === "getConfig" ? error : answer)));
      const { steps, ended } = await world.found();
      assert.equal(ended, "complete");
      assert.equal(steps.find(({ step }) => step === "config1")!.state, state);
      assert.equal(world.check.states.value.badge, "answered");
    });
  }

  const deep = 20_000;
  for (const [what, nested] of [
    ["objects", '{"inner":'.repeat(deep) + "1" + "}".repeat(deep)],
    ["lists", "[".repeat(deep) + "]".repeat(deep)],
  ] as const) {
    it(`past an answer with ${what} that are nested deeper than functions call each other`, async () => {
      const session = { ...wireSession("s"), TailTags: [{ deep: JSON.parse(nested) as unknown }] };
      const world = new CheckWorld(asBelieved([session]));
      const { ended } = await world.found();
      assert.deepEqual([ended, world.check.states.value.badge], ["complete", "answered"]);
    });
  }

  it("past a list that is refused, without what builds on it", async () => {
    const refused = otherwise(({ call, options }, answer) =>
      call === "getSessions" && options["size"] !== 1 ? new CGIError("no", { code: 1 }) : answer,
    );
    const { steps, ended } = await new CheckWorld(refused).found();
    const skipped = (step: StepName) => steps.find((one) => one.step === step)!.state;
    assert.equal(ended, "complete");
    assert.deepEqual([skipped("messages"), skipped("hint")], [{ skipped: "notListed" }, { skipped: "noEncryptUin" }]);
  });
});

it("the login that checks has a key, which no part of the check but the client gets", async () => {
  const { evidence, steps } = await new CheckWorld().found();
  assert.ok(!JSON.stringify([evidence, steps]).includes(login.musickey));
});
