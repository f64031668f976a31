// What the answers of a gateway say of each belief about it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, CredentialExpiredError, RateLimitedError } from "../../sdk/src/errors.ts";
import { beliefsSeen, type Observation, type Verdict } from "../check/beliefs.ts";
import type { Login } from "../model/login.ts";
import {
  asBelieved,
  changed,
  checkedAt,
  CheckWorld,
  login,
  other,
  otherwise,
  own,
  page,
  pagesOf,
  wireMessage,
  wireSession,
  type Answering,
  type Wire,
} from "./check-world.ts";

/** The verdict about a belief, and what was seen of it. */
async function seenOf(number: number, world: CheckWorld): Promise<[Verdict, Observation[]]> {
  const { evidence } = await world.found();
  const { verdict, observations } = beliefsSeen(evidence)[number - 1]!;
  return [verdict, observations];
}

const error = (only: string, thrown: Error): Answering =>
  otherwise(({ call }, answer) => (call === only ? thrown : answer));

const day = 86_400;
const born = (daysAgo: number): Login => ({ ...login, createTime: checkedAt / 1000 - daysAgo * day });
const answeredBy = (answering: Answering) => () => new CheckWorld(answering);

const expired = new CredentialExpiredError("over", { code: 1000 });

function unreadable(): CheckWorld {
  const world = new CheckWorld();
  world.read = ({ call }) =>
    call === "getConfig" ? { problems: [{ path: "/req_0/data/msg", expected: "string", got: "array" }] } : {};
  return world;
}

function marking(after: unknown, mayMark = true): CheckWorld {
  let asked = false;
  const world = new CheckWorld(
    otherwise(
      ({ call }, answer) => {
        if (call === "getMessages") asked = true;
        return call === "getSessions" && asked
          ? { has_more: 0, sessions: [wireSession("s", { new_msg_cnt: after })] }
          : answer;
      },
      asBelieved([wireSession("s", { new_msg_cnt: 2 })]),
    ),
  );
  world.check.mayMarkRead.value = mayMark;
  return world;
}

function withSession(event: CheckWorld["sessionEvent"]): CheckWorld {
  const world = new CheckWorld();
  world.sessionEvent = event;
  return world;
}

const refusedDialect = (refused: string) =>
  otherwise(({ dialect }, answer) => (dialect === refused ? new CGIError("no", { code: 3 }) : answer));

const cases: [number: number, what: string, world: () => CheckWorld, verdict: Verdict, seen?: Partial<Observation>][] =
  [
    [1, "all values could be read", answeredBy(asBelieved()), "asBelieved"],
    [1, "a value could not be read", unreadable, "otherwise", { seen: "unreadValues", count: 3 }],
    [1, "nothing was answered", answeredBy(() => new CGIError("no", { code: 1 })), "notSeen"],

    [2, "times in seconds", answeredBy(asBelieved()), "asBelieved", { seen: "unit", unit: "seconds" }],
    ...(
      [
        ["milliseconds", 1_780_000_000_000],
        ["microseconds", 1_780_000_000_000_000],
        ["nanoseconds", "1780000000000000000"],
        ["zero", 0],
        ["negative", -5],
        ["huge", "100000000000000000000"],
        ["noNumber", 1.5],
      ] as const
    ).map(([unit, time]): (typeof cases)[number] => [
      2,
      `times that are ${unit}`,
      answeredBy(changed(() => ({ time }))),
      "otherwise",
      { seen: "unit", field: "message.time", unit, count: 40 },
    ]),

    [3, "nothing is sent", answeredBy(asBelieved()), "notSeen", { seen: "sendsNothing" }],

    [4, "newest first", answeredBy(asBelieved()), "asBelieved", { seen: "behind", page: "older" }],
    [4, "oldest first", answeredBy(pagesOf([3, 4], [1, 2])), "otherwise", { seen: "within", order: "oldestFirst" }],
    [4, "from the beginning", answeredBy(pagesOf([1, 2], [3, 4])), "otherwise", { seen: "behind", page: "newer" }],
    [
      4,
      "no order",
      answeredBy(page([1, 3, 2].map((n) => wireMessage(n)))),
      "otherwise",
      { seen: "within", order: "mixed" },
    ],
    [4, "equal times, told by sequences", answeredBy(changed(() => ({ time: 5 }))), "asBelieved"],
    [4, "no sequences", answeredBy(changed(() => ({ sequence: 0 }))), "otherwise", { seen: "noSequences" }],
    [
      4,
      "equal all",
      answeredBy(changed(() => ({ time: 5, sequence: 0 }))),
      "otherwise",
      { seen: "within", order: "equal" },
    ],
    [4, "one message", answeredBy(page([wireMessage(1)])), "notSeen", { seen: "within", order: "tooFew" }],

    [5, "the count became 0", () => marking(0), "asBelieved", { seen: "unreadCount", became: "zero" }],
    [5, "the count stayed", () => marking(2), "otherwise", { seen: "unreadCount", became: "same" }],
    [5, "the count is gone", () => marking(undefined), "notSeen", { seen: "unreadCount", became: "unknown" }],
    [5, "nothing may be marked", () => marking(0, false), "notSeen"],

    [
      6,
      "own messages by uin",
      answeredBy(asBelieved()),
      "asBelieved",
      { seen: "writer", writer: "ownUin", count: 60 / 2 },
    ],
    [
      6,
      "own messages by their encrypted uin",
      answeredBy(
        changed(({ from_user }) => ({ from_user: from_user === own ? { encrypt_uin: own.encrypt_uin } : other })),
      ),
      "otherwise",
      { seen: "writer", writer: "ownEncryptUin", count: 20 },
    ],
    [
      6,
      "own messages by their client key",
      answeredBy(changed(({ from_user }) => (from_user === own ? { from_user: null, client_key: "k" } : {}))),
      "otherwise",
      { seen: "writer", writer: "clientKey", count: 20 },
    ],
    [
      6,
      "messages of nobody",
      answeredBy(changed(() => ({ from_user: null }))),
      "otherwise",
      { seen: "writer", writer: "nobody" },
    ],
    [
      6,
      "hints of the system",
      answeredBy(page([wireMessage(2), wireMessage(1), { tips: "hint", meta_data: null, from_user: null }])),
      "asBelieved",
      { seen: "writer", writer: "system", count: 2 },
    ],
    [
      6,
      "the other side's alone",
      answeredBy(changed(() => ({ from_user: other }))),
      "notSeen",
      { seen: "writer", writer: "peer" },
    ],
    [
      6,
      "a third person's",
      answeredBy(changed(() => ({ from_user: { uin: "3" } }))),
      "otherwise",
      { seen: "writer", writer: "other" },
    ],

    [7, "others with a uin", answeredBy(asBelieved()), "asBelieved", { seen: "peers", has: "uin", count: 1 }],
    [
      7,
      "others with an encrypted uin alone",
      answeredBy(asBelieved([wireSession("s", { user: { uin: "", encrypt_uin: "e" } })])),
      "otherwise",
      { seen: "peers", has: "encryptUinAlone", count: 1 },
    ],
    [
      7,
      "nobody",
      answeredBy(asBelieved([wireSession("s", { user: null })])),
      "otherwise",
      { seen: "peers", has: "nothing" },
    ],
    [7, "no conversations", answeredBy(asBelieved([])), "notSeen"],

    [
      8,
      "2001 as a pause",
      answeredBy(error("getConfig", new RateLimitedError("", { code: 2001 }))),
      "asBelieved",
      { seen: "limit", namesPage: false },
    ],
    [
      8,
      "2001 as a login",
      answeredBy(error("getConfig", new CredentialExpiredError("", { code: 2001 }))),
      "otherwise",
      { seen: "limitIsLogin" },
    ],
    [8, "no 2001", answeredBy(error("getConfig", new CGIError("", { code: 2002 }))), "notSeen"],

    [
      9,
      "both dialects",
      answeredBy(asBelieved()),
      "asBelieved",
      { seen: "dialect", dialect: "14.9", outcome: "answered" },
    ],
    [
      9,
      "the other one refused",
      answeredBy(refusedDialect("14.9")),
      "otherwise",
      { seen: "dialect", dialect: "14.9", code: "3" },
    ],
    [
      9,
      "the one in use refused",
      answeredBy(refusedDialect("20.9")),
      "otherwise",
      { seen: "dialect", dialect: "20.9", code: "3" },
    ],
    [9, "both refused", answeredBy(() => new CGIError("no", { code: 1 })), "notSeen"],

    [10, "a session", answeredBy(asBelieved()), "asBelieved", { seen: "session", outcome: "answered" }],
    [
      10,
      "none: refused",
      () => withSession({ code: 7, error: "CGIError" }),
      "otherwise",
      { seen: "session", outcome: "refused", code: "7" },
    ],
    [
      10,
      "none: not answered",
      () => withSession({ status: 0, error: "NetworkError" }),
      "notSeen",
      { seen: "session", outcome: "silent" },
    ],

    [11, "texts", answeredBy(asBelieved()), "asBelieved", { seen: "type", type: "0" }],
    [
      11,
      "pictures",
      answeredBy(changed(() => ({ msg_type: 2, meta_data: { pic: "p" } }))),
      "asBelieved",
      { seen: "type", type: "2" },
    ],
    [
      11,
      "another type",
      answeredBy(changed(() => ({ msg_type: 77 }))),
      "otherwise",
      { seen: "type", type: "77", filled: ["content"] },
    ],
    [11, "a text as a picture", answeredBy(changed(() => ({ msg_type: 3 }))), "otherwise", { seen: "type", type: "3" }],
    [
      11,
      "meta_data as text",
      answeredBy(changed(() => ({ meta_data: "{}" }))),
      "otherwise",
      { seen: "type", filled: ["text"] },
    ],
    [11, "no messages", answeredBy(page([])), "notSeen"],

    [12, "no husk", answeredBy(asBelieved()), "notSeen"],
    [
      12,
      "a husk",
      answeredBy(changed(() => ({ meta_data: {}, state: 4, show_type: 9 }))),
      "otherwise",
      { seen: "husk", state: "4", showType: "9", count: 40 },
    ],

    [13, "a young login", () => new CheckWorld(asBelieved(), born(2.5)), "asBelieved", { seen: "loginAge", days: 2 }],
    [
      13,
      "an old login that is answered",
      () => new CheckWorld(asBelieved(), born(5)),
      "otherwise",
      { seen: "loginAge", days: 5 },
    ],
    [
      13,
      "an old login that is refused",
      () => new CheckWorld(() => expired, born(5)),
      "asBelieved",
      { seen: "loginRefused" },
    ],
    [
      13,
      "a young login that is refused",
      () => new CheckWorld(() => expired, born(1)),
      "otherwise",
      { seen: "loginRefused" },
    ],
    [13, "no age", answeredBy(asBelieved()), "notSeen", { seen: "loginAgeUnknown" }],
  ];

describe("what is seen of belief", () => {
  for (const [number, what, world, verdict, wanted] of cases) {
    it(`${number}, ${what}: ${verdict}`, async () => {
      const [found, observations] = await seenOf(number, world());
      assert.equal(found, verdict);
      if (!wanted) return;
      const matches = (one: Observation) =>
        Object.entries(wanted).every(
          ([name, value]) => JSON.stringify((one as unknown as Wire)[name]) === JSON.stringify(value),
        );
      assert.ok(observations.some(matches), JSON.stringify(observations));
    });
  }

  it("10, a session without uid and sid, which is asked for again: otherwise", async () => {
    const world = new CheckWorld();
    const { evidence } = await world.found();
    const twice = [...evidence.sessionAnswers, evidence.sessionAnswers[0]!];
    const { verdict } = beliefsSeen({ ...evidence, sessionAnswers: twice })[9]!;
    assert.equal(verdict, "otherwise");
  });
});
