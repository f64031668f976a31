// What may be copied of an error, and pasted where everybody reads it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  CGIError,
  DataError,
  InvalidArgumentError,
  NetworkError,
  RateLimitedError,
  type QQMusicError,
} from "../../sdk/src/errors.ts";
import { notAccepted, problemOf } from "../model/problem.ts";
import { detailOf } from "../model/problem-detail.ts";
import { GatewayWorld } from "./gateway-world.ts";

const musicid = "2837461905";
const read = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe("the details of an error", () => {
  it("have call, code, trace id, time and dialect", () => {
    const error = new CGIError("getSessions: no", { call: "getSessions", code: 10007, traceId: "t-1" });
    assert.deepEqual(read(detailOf(error, { at: 0, musicid, dialect: "14.9" })), {
      name: "CGIError",
      call: "getSessions",
      code: 10007,
      maybeSent: false,
      message: "getSessions: no",
      traceId: "t-1",
      time: "1970-01-01T00:00:00.000Z",
      dialect: "14.9",
    });
  });

  it("are those of the moment and the dialect in which the gateway refused", async () => {
    const world = new GatewayWorld();
    world.now = Date.UTC(2027, 0, 2);
    world.learned.learn({ dialect: "14.9" });
    const error = new CGIError("no", { code: 7 });
    world.other.answer("getSessions", error);
    world.fake.answer("getSessions", error);
    await world.ask();
    world.now++;
    const { time, dialect } = read(world.gateway.problem(error).detail);
    assert.deepEqual([time, dialect], ["2027-01-02T00:00:00.000Z", "14.9"]);
  });

  const secret = "planted";
  const cases: [string, QQMusicError | Error | string][] = [
    ["what the gateway sent with it", new CGIError("no", { code: 1, data: { msg: secret, musickey: secret } })],
    ["the page of a limit", new RateLimitedError("no", { code: 2001, feedbackURL: `https://y.qq.com/?k=${secret}` })],
    ["the message of an error of the page", new TypeError(`cannot read ${secret}`)],
    ["the name of an error that is a sentence", Object.assign(new Error("x"), { name: `a ${secret}` })],
    ["something that is thrown and is no error", secret],
    [
      "what a message quotes",
      new NetworkError(`no answer: "${secret}" and '${secret}' and \`${secret}\` and “${secret}”`),
    ],
    ["an address in a message", new NetworkError(`no answer: fetch of https://host/${secret} failed`)],
    [
      "a key of a map in a path",
      new DataError(`no (at /data/PatMap/${secret}-1)`, { path: `/data/PatMap/${secret}-1` }),
    ],
    ["an error below", new NetworkError("no", { cause: new Error(secret) })],
  ];
  for (const [what, error] of cases) {
    it(`have not ${what}`, () => assert.doesNotMatch(detailOf(error, { musicid }), new RegExp(secret)));
  }

  for (const [what, error, name] of [
    ["an error of the page", new TypeError("x"), "TypeError"],
    ["an error with a name of one's own", Object.assign(new Error("x"), { name: "My$Error_1" }), "My$Error_1"],
    ["an error whose name is a sentence", Object.assign(new Error("x"), { name: "a b" }), "Error"],
    ["an error whose name is long", Object.assign(new Error("x"), { name: "a".repeat(61) }), "Error"],
    ["something that is no error", "x", "string"],
    ["nothing", undefined, "undefined"],
  ] as const) {
    it(`have the name alone of ${what}, and the occasion`, () => {
      const time = "1970-01-01T00:00:00.000Z";
      assert.deepEqual(read(detailOf(error, { at: 0, musicid, dialect: "14.9" })), { name, time, dialect: "14.9" });
    });
  }

  it("have of an address in a message that it is there", () => {
    const error = new NetworkError("fetch of https://host/path?a=1 (blocked) failed");
    assert.equal(read(detailOf(error)).message, "fetch of … (blocked) failed");
  });

  it("have a number that is too short for an account's, for it may be a part of another one", () => {
    const messages = ["1234", "12345"].map(
      (number) => read(detailOf(new CGIError(`no ${number}`, { code: 1 }), { musicid: number })).message,
    );
    assert.deepEqual(messages, ["no 1234", "no (account)"]);
  });

  it("have the number of the account nowhere, in its place that it is one", () => {
    const error = new CGIError(`no ${musicid}`, { code: 1, traceId: `10002_${musicid}_1700000000` });
    const { traceId, message } = read(detailOf(error, { musicid }));
    assert.deepEqual([traceId, message], ["10002_(account)_1700000000", "no (account)"]);
  });

  it("have not the number of somebody in a path", () => {
    const error = new DataError("no (at /data/PatMap/2837461905/Nick)", { path: "/data/PatMap/2837461905/Nick" });
    assert.deepEqual(
      [read(detailOf(error)).path, read(detailOf(error)).message],
      ["/data/PatMap/…/Nick", "no (at /data/PatMap/…/Nick)"],
    );
  });

  it("have the place in the answer and the parameter that is wrong", () => {
    const [data, argument] = [
      new DataError("no", { path: "/req_0/data/sessions/3" }),
      new InvalidArgumentError("no", { argument: "scenes[0]" }),
    ];
    assert.deepEqual(
      [read(detailOf(data)).path, read(detailOf(argument)).argument],
      ["/req_0/data/sessions/3", "scenes[0]"],
    );
  });

  it("have of a path what are the names and places of an answer", () => {
    const error = new DataError("no", { path: "/data/aList/1234/12345/2x/-a//Nick_1" });
    assert.equal(read(detailOf(error)).path, "/data/aList/1234/…/…/…//Nick_1");
  });

  it("of a message that was not taken have the call, the reason and the time", () => {
    const { detail, maybeSent } = notAccepted("blocked by somebody", "7", "", 0);
    assert.equal(maybeSent, false);
    assert.deepEqual(read(detail), {
      name: "not accepted",
      call: "sendMessage",
      reason: "7",
      time: "1970-01-01T00:00:00.000Z",
    });
  });

  it("are told of without an occasion, too", () => {
    assert.equal(read(problemOf(new CGIError("no", { code: 3 }), { online: true, foreign: false }).detail).code, 3);
  });
});
