// The classes of errors, and their way to other places. They need no module.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createContext, runInContext } from "node:vm";
import * as sdk from "../src/errors.ts";
import {
  fromModule,
  isQQMusicError,
  QQMusicError,
  RateLimitedError,
  type QQMusicErrorFields,
  type QQMusicErrors,
} from "../src/errors.ts";

const names = [
  "InvalidArgumentError",
  "CredentialInvalidError",
  "CredentialExpiredError",
  "SignatureRequiredError",
  "RateLimitedError",
  "CGIError",
  "GatewayError",
  "HTTPError",
  "NetworkError",
  "TimeoutError",
  "DataError",
  "ClosedError",
  "ModuleError",
] as const satisfies Exclude<keyof QQMusicErrors, "QQMusicError">[];

const fieldsOf = (error: object) => Object.fromEntries(Object.entries(error).filter(([name]) => name !== "name"));

describe("toJSON and fromJSON", () => {
  const full: QQMusicErrorFields = {
    call: "setConfig",
    code: "9223372036854775807",
    status: 503,
    traceId: "0123456789abcdef",
    path: "/req_0/data",
    argument: "size",
    feedbackURL: "https://y.qq.com/verify",
    data: { msg: "no", list: [1, null] },
    retryAfter: 1500,
    retryable: true,
    maybeSent: true,
  };

  for (const name of [...names, "QQMusicError"] as const) {
    it(`carry a ${name} with all its fields`, () => {
      const error = new sdk[name]("message", { ...full, cause: new RangeError("below") });
      for (const carried of [JSON.parse(JSON.stringify(error)), structuredClone(error.toJSON())]) {
        const again = QQMusicError.fromJSON(carried);
        assert.equal(again.constructor, sdk[name]);
        assert.equal(again.name, name);
        assert.equal(again.message, "message");
        assert.deepEqual(fieldsOf(again), full);
        assert.ok(again.cause instanceof Error);
        assert.equal(String(again.cause), "RangeError: below");
        assert.deepEqual(again.toJSON(), error.toJSON());
      }
    });
  }

  it("hold nothing that does not apply", () => {
    const error = new RateLimitedError("slow down");
    assert.deepEqual(fieldsOf(error), { retryable: false, maybeSent: false });
    assert.ok(!("cause" in error));
    const json = error.toJSON();
    assert.deepEqual(json, { name: "RateLimitedError", message: "slow down", retryable: false, maybeSent: false });
    assert.deepEqual(QQMusicError.fromJSON(json).toJSON(), json);
  });

  it("tell of the cause no more than name and message", () => {
    for (const [cause, expected] of [
      [Object.assign(new Error("below"), { secret: 1 }), { name: "Error", message: "below" }],
      ["text", { name: "string", message: "text" }],
      [null, { name: "object", message: "null" }],
      [Symbol("odd"), { name: "symbol", message: "Symbol(odd)" }],
      [Object.create(null), { name: "object", message: "[object Object]" }],
      [
        { name: "Odd", message: 5 },
        { name: "object", message: "[object Object]" },
      ],
      [
        { name: 5, message: "odd" },
        { name: "object", message: "[object Object]" },
      ],
    ] as const) {
      assert.deepEqual(new QQMusicError("message", { cause }).toJSON().cause, expected);
    }
  });

  it("make something safe of anything", () => {
    for (const odd of [
      undefined,
      null,
      5,
      "text",
      [],
      {},
      new Map(),
      { name: 5, message: {} },
      { name: "toString", message: "m" },
      { message: Object.create(null) as unknown },
      { name: ["CGIError"], message: "m" },
      sdk.CGIError,
    ]) {
      const error = QQMusicError.fromJSON(odd);
      assert.equal(error.constructor, QQMusicError);
      assert.equal(error.name, "QQMusicError");
      assert.equal(typeof error.message, "string");
    }
    const error = QQMusicError.fromJSON({
      name: "CGIError",
      message: "m",
      call: 5,
      code: {},
      status: "500",
      retryAfter: "1500",
      retryable: 1,
      maybeSent: "yes",
      cause: "text",
      stack: "mine",
      toJSON: 1,
      other: 1,
    });
    assert.deepEqual(error.toJSON(), { name: "CGIError", message: "m", retryable: false, maybeSent: false });
    assert.notEqual(error.stack, "mine");
    const polluted = QQMusicError.fromJSON(JSON.parse('{"name":"CGIError","message":"m","__proto__":{"call":"x"}}'));
    assert.equal(polluted.call, undefined);
  });

  it("carry a code that is a number", () => assert.equal(QQMusicError.fromJSON({ code: 10013 }).code, 10013));

  for (const [what, cause, expected] of [
    ["nothing", null, undefined],
    ["without a name and a message", {}, { name: "Error", message: "" }],
    ["whose name and message are no texts", { name: 5, message: 5 }, { name: "Error", message: "" }],
  ] as const) {
    it(`make something safe of a cause that is ${what}`, () =>
      assert.deepEqual(QQMusicError.fromJSON({ cause }).toJSON().cause, expected));
  }

  it("make a cause that is like any error: its name is not listed, and can be changed", () => {
    const cause = QQMusicError.fromJSON({ cause: { name: "RangeError", message: "below" } }).cause as Error;
    assert.deepEqual(Object.keys(cause), []);
    cause.name = "Other";
    assert.equal(String(cause), "Other: below");
  });
});

describe("what the module rejects with", () => {
  const fields = { name: "CGIError", call: "getConfig", code: 10013, retryable: true, maybeSent: false };
  const realm = createContext();

  /** What is made while the page has another Error. */
  function whereErrorIsReplaced<Made>(make: () => Made): Made {
    const { Error } = globalThis;
    globalThis.Error = class Replaced extends Error {} as ErrorConstructor;
    try {
      return make();
    } finally {
      globalThis.Error = Error;
    }
  }

  for (const [where, make] of [
    ["of this realm", () => fromModule(Object.assign(new Error("no"), fields))],
    ["of another realm", () => fromModule(Object.assign(runInContext('new Error("no")', realm) as Error, fields))],
    [
      "of an Error that a page put in place",
      () => whereErrorIsReplaced(() => fromModule(Object.assign(new Error("no"), fields))),
    ],
    [
      "of the Error from before a page replaced it",
      () => {
        const error = Object.assign(new Error("no"), fields);
        return whereErrorIsReplaced(() => fromModule(error));
      },
    ],
  ] as const) {
    it(`becomes an error of this package: one ${where}`, () => {
      const error = make();
      assert.ok(error instanceof sdk.CGIError);
      assert.deepEqual(error.toJSON(), { ...fields, message: "no" });
    });
  }

  for (const [what, thrown] of [
    ["an error without its fields", Object.assign(new Error("mine"), { name: "TimeoutError" })],
    ["an error of a class below Error", Object.assign(new RangeError("mine"), fields)],
    ["an error without a prototype", Object.setPrototypeOf(Object.assign(new Error("mine"), fields), null)],
    ["an error of a name that is not known", Object.assign(new Error("mine"), { ...fields, name: "OtherError" })],
    ["what only looks like an error", Object.assign(Object.create({}) as object, fields, { message: "mine" })],
    ["a text", "mine"],
    ["nothing", undefined],
  ] as [string, unknown][]) {
    it(`is given as it is when it is ${what}`, () => assert.equal(fromModule(thrown), thrown));
  }
});

describe("isQQMusicError", () => {
  it("knows the classes", () => {
    for (const name of names) {
      const error: unknown = new sdk[name]("message");
      assert.ok(isQQMusicError(error) && isQQMusicError(error, "QQMusicError") && isQQMusicError(error, name));
      assert.ok(!isQQMusicError(error, name === "CGIError" ? "DataError" : "CGIError"));
    }
  });

  it("knows errors of another copy of the package and of another realm", async () => {
    const copy = new URL("../src/errors.js?copy", import.meta.url);
    const other = (await import(copy.href)) as typeof sdk;
    const error = new other.CGIError("message");
    assert.ok(!(error instanceof sdk.CGIError));
    assert.ok(isQQMusicError(error, "CGIError"));
    assert.ok(other.isQQMusicError(new sdk.DataError("message"), "DataError"));
    // A class of another realm that carries the mark, as the package loaded there would have it.
    const foreign: unknown = runInContext(
      `class CGIError extends Error { name = "CGIError" }
       CGIError.prototype[Symbol.for("qqmusic-private-message.error")] = true;
       new CGIError("message")`,
      createContext(),
    );
    assert.ok(!(foreign instanceof Error));
    assert.ok(isQQMusicError(foreign, "CGIError"));
  });

  it("knows nothing else", () => {
    const named = Object.assign(new Error(), { name: "CGIError" });
    for (const other of [named, new Error(), { name: "CGIError" }, null, undefined, "CGIError"]) {
      assert.ok(!isQQMusicError(other));
    }
  });
});
