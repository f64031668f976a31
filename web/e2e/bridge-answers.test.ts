// What QQMusicPM itself makes of answers, in a page of plain scripts, against the examples of the protocol.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { make, withPlainPage } from "./plain-page.js";
import { errorVectors, exact, problemVectors, responseVectors, short } from "./vectors.js";

let page: Page;
withPlainPage((started) => ({ page } = started));

describe("an answer with values that cannot be read", () => {
  for (const [i, vector] of problemVectors.entries()) {
    it(`${i}: ${vector.call} of ${short(vector.data)}`, async () => {
      const { call, data } = vector;
      const { answer, error } = await make(page, { call, args: JSON.stringify(vector.args), data });
      if (vector.fatal !== undefined) {
        assert.equal(error?.["name"], "DataError");
        assert.equal(error["path"], vector.fatal);
        return;
      }
      assert.equal(error, undefined);
      const value = JSON.parse(answer!) as Record<string, unknown>;
      const problems = value["problems"] as { path: string }[];
      assert.deepEqual(
        problems.map(({ path }) => path),
        vector.problems,
      );
      for (const [place, want] of Object.entries(vector.public ?? {})) {
        const found = place
          .slice(1)
          .split("/")
          .reduce((at: unknown, step) => (at as Record<string, unknown> | undefined)?.[step], value);
        assert.deepEqual(found, want === "absent" ? undefined : want, place);
      }
    });
  }
});

describe("an answer", () => {
  for (const [i, vector] of responseVectors.entries()) {
    it(`${i}: ${vector.call} of ${short(vector.data)}`, async () => {
      const { answer, error } = await make(page, {
        call: vector.call,
        args: JSON.stringify(vector.args),
        data: vector.data,
      });
      assert.equal(error, undefined);
      assert.deepEqual(exact(answer!), vector.expect);
    });

    it(`${i}: ${vector.call} raw`, async () => {
      const { answer, error } = await make(page, {
        call: vector.call,
        args: JSON.stringify(vector.args),
        options: '{"raw": true}',
        data: vector.data,
      });
      assert.equal(error, undefined);
      assert.deepEqual(exact(answer!), exact(int64Rule(vector.data)));
    });
  }
});

/** Writes integers that a double does not hold as strings. */
function int64Rule(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}

describe("an error", () => {
  for (const vector of errorVectors) {
    it(`${vector.case}: ${vector.expect["name"]}`, async () => {
      const { error } = await make(page, {
        call: vector.call,
        args: JSON.stringify(vector.args),
        options: JSON.stringify(vector.options),
        status: vector.status,
        body: vector.body,
      });
      assert.ok(error?.isError, "the call must reject with an Error");
      const got = Object.fromEntries(Object.keys(vector.expect).map((field) => [field, error[field]]));
      assert.deepEqual(got, vector.expect);
      assert.equal(error["call"], vector.call);
    });
  }
});
