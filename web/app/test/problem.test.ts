import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  CGIError,
  ClosedError,
  CredentialExpiredError,
  HTTPError,
  NetworkError,
  RateLimitedError,
} from "../../sdk/src/errors.ts";
import { problemOf } from "../model/problem.ts";

const here = { online: true, foreign: false };

describe("a problem", () => {
  for (const [name, error, surroundings, kind] of [
    ["of an expired login", new CredentialExpiredError("x"), here, "expired"],
    ["of no network", new NetworkError("x"), { ...here, online: false }, "offline"],
    ["of another origin", new NetworkError("x"), { ...here, foreign: true }, "blocked"],
    ["of the same origin", new NetworkError("x"), here, "unreachable"],
    ["of a busy server", new HTTPError("x", { status: 503 }), here, "busy"],
    ["of a server that limits", new HTTPError("x", { status: 429 }), here, "limited"],
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
  it("has a detail without what the gateway sent", () => {
    const problem = problemOf(new CGIError("x", { code: 1, data: { musickey: "Q_H_L_secret", msg: "text" } }), here);
    assert.doesNotMatch(problem.detail, /secret|text/);
    assert.match(problem.detail, /"code": 1/);
  });
  it("knows that a message may have arrived", () => {
    assert.ok(problemOf(new NetworkError("x", { maybeSent: true }), here).maybeSent);
  });
});
