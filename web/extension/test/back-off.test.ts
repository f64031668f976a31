import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { afterFailure, mayAsk, noTrouble, type Trouble } from "../watch/back-off.ts";
import {
  CredentialExpiredError,
  CredentialInvalidError,
  HTTPError,
  NetworkError,
  RateLimitedError,
} from "../../sdk/src/errors.ts";

const now = 1_800_000_000_000;
const asked = { musickey: "Q_H_L_a", dialect: "20.9" } as const;

/** The minutes waited after each of a row of failures. */
function waits(error: Error, times: number): number[] {
  const all: number[] = [];
  let trouble: Trouble = noTrouble;
  for (let i = 0; i < times; i++) {
    trouble = afterFailure(trouble, error, asked, now);
    all.push((trouble.until - now) / 60_000);
  }
  return all;
}

describe("after a look that failed", () => {
  it("the next waits longer each time", () => {
    assert.deepEqual(waits(new NetworkError("cut"), 7), [1, 2, 4, 8, 15, 15, 15]);
    assert.deepEqual(waits(new Error("else"), 2), [1, 2]);
  });

  it("for a rate limit much longer", () => {
    assert.deepEqual(waits(new RateLimitedError("slow"), 7), [2, 4, 8, 16, 32, 60, 60]);
    assert.deepEqual(waits(new HTTPError("slow", { status: 429 }), 2), [2, 4]);
    assert.deepEqual(waits(new HTTPError("busy", { status: 503 }), 2), [1, 2]);
  });

  it("and never shorter than the gateway asks", () => {
    assert.deepEqual(waits(new RateLimitedError("slow", { retryAfter: 10 * 60_000 }), 1), [10]);
    assert.deepEqual(waits(new RateLimitedError("slow", { retryAfter: 1000 }), 1), [2]);
  });

  it("and a day at most", () => {
    assert.deepEqual(waits(new HTTPError("busy", { status: 503, retryAfter: 2 ** 45 }), 1), [24 * 60]);
  });

  for (const [what, by, asks] of [
    ["1 second back", -1000, true],
    ["1 hour back", -3_600_000, true],
    ["a year back", -365 * 86_400_000, true],
    ["8 hours ahead", 8 * 3_600_000, true],
    ["a minute ahead", 60_000, false],
  ] as const) {
    it(`and with a clock that was set ${what} ${asks ? "no longer" : "as long"}`, () => {
      const trouble = afterFailure(noTrouble, new RateLimitedError("slow"), asked, now);
      assert.equal(mayAsk(trouble, asked, now + by), asks);
    });
  }

  it("stays finite after months of failures", () => {
    assert.equal(waits(new NetworkError("cut"), 3000).at(-1), 15);
  });

  it("is over when the time is", () => {
    const trouble = afterFailure(noTrouble, new NetworkError("cut"), asked, now);
    assert.ok(!mayAsk(trouble, asked, now + 59_999));
    assert.ok(mayAsk(trouble, asked, now + 60_000));
    assert.ok(mayAsk(noTrouble, asked, now));
  });
});

describe("a key that was refused", () => {
  for (const error of [new CredentialExpiredError("old"), new CredentialInvalidError("none")]) {
    it(`is not tried again, and another one at once: ${error.name}`, () => {
      const trouble = afterFailure(noTrouble, error, asked, now);
      assert.ok(!mayAsk(trouble, asked, now + 1e12));
      assert.ok(mayAsk(trouble, { ...asked, musickey: "Q_H_L_b" }, now));
    });
  }

  it("is tried again in a dialect that it was not refused in", () => {
    const trouble = afterFailure(noTrouble, new CredentialExpiredError("no"), asked, now);
    assert.ok(mayAsk(trouble, { ...asked, dialect: "14.9" }, now));
  });
});
