import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  CGIError,
  ClosedError,
  CredentialExpiredError,
  CredentialInvalidError,
  DataError,
  GatewayError,
  HTTPError,
  InvalidArgumentError,
  ModuleError,
  NetworkError,
  RateLimitedError,
  SignatureRequiredError,
  TimeoutError,
} from "../../sdk/src/errors.ts";
import { problemOf } from "../model/problem.ts";

const here = { online: true, foreign: false };

describe("a problem", () => {
  for (const [name, error, surroundings, kind] of [
    ["of an expired login", new CredentialExpiredError("x"), here, "expired"],
    ["of a login that is none", new CredentialInvalidError("x"), here, "noLogin"],
    ["of a limit", new RateLimitedError("x"), here, "limited"],
    ["of no network", new NetworkError("x"), { ...here, online: false }, "offline"],
    ["of another origin", new NetworkError("x"), { ...here, foreign: true }, "blocked"],
    ["of another origin without a network", new NetworkError("x"), { online: false, foreign: true }, "offline"],
    ["of a permission that the browser withholds", new NetworkError("x"), { ...here, withheld: true }, "withheld"],
    ["of the same origin", new NetworkError("x"), here, "unreachable"],
    ["of a gateway that takes long", new TimeoutError("x"), here, "timeout"],
    ["of a wait without a network", new TimeoutError("x"), { ...here, online: false }, "offline"],
    ["of a busy server", new HTTPError("x", { status: 503 }), here, "busy"],
    ["of a server that limits", new HTTPError("x", { status: 429 }), here, "limited"],
    ["of a call that was refused", new CGIError("x"), here, "refused"],
    ["of a gateway's own failure", new GatewayError("x"), here, "gateway"],
    ["of an answer that cannot be read", new DataError("x"), here, "data"],
    ["of a missing signature", new SignatureRequiredError("x"), here, "signature"],
    ["of a wrong parameter", new InvalidArgumentError("x"), here, "argument"],
    ["of the module", new ModuleError("x"), here, "module"],
    ["of anything else", new ClosedError("x"), here, "unknown"],
    ["of something that is no error", "x", here, "unknown"],
  ] as const) {
    it(name, () => assert.equal(problemOf(error, surroundings).kind, kind));
  }
  it("knows the page where a limit is cleared", () => {
    assert.equal(
      problemOf(new RateLimitedError("x", { feedbackURL: "https://y.qq.com/f" }), here).page,
      "https://y.qq.com/f",
    );
  });
  it("says what the gateway says", () => {
    const problem = problemOf(new CGIError("x", { code: 10006, data: { msg: "no such session" } }), here);
    assert.deepEqual([problem.says, problem.code], ["no such session", "10006"]);
  });
  for (const [what, data] of [
    ["nothing", undefined],
    ["null", null],
    ["a text", "msg"],
    ["no text", { msg: { text: "x" } }],
  ] as const) {
    it(`says nothing where the gateway says ${what}`, () => {
      assert.equal(problemOf(new CGIError("x", { data }), here).says, "");
    });
  }
  it("has the status of HTTP as its code where there is no other", () => {
    assert.deepEqual(
      [new HTTPError("x", { status: 503 }), new NetworkError("x"), "x"].map((error) => problemOf(error, here).code),
      ["503", "", ""],
    );
  });
  it("knows how long to wait", () => {
    assert.equal(problemOf(new RateLimitedError("x", { retryAfter: 5000 }), here).retryAfter, 5000);
  });
  it("of something that is no error says nothing and leads nowhere", () => {
    const { says, page, retryAfter, maybeSent } = problemOf("x", here);
    assert.deepEqual([says, page, retryAfter, maybeSent], ["", "", undefined, false]);
  });
  it("has a detail without what the gateway sent", () => {
    const problem = problemOf(new CGIError("x", { code: 1, data: { musickey: "Q_H_L_secret", msg: "text" } }), here);
    assert.doesNotMatch(problem.detail, /secret|text/);
    assert.match(problem.detail, /"code": 1/);
  });
  it("knows that a message may have arrived", () => {
    assert.ok(problemOf(new NetworkError("x", { maybeSent: true }), here).maybeSent);
  });
});
