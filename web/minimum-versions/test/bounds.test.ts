import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { findBounds } from "../bounds.ts";
import { fromRoot } from "../parts.ts";
import { written } from "../written.ts";

const { bounds, useless } = await findBounds();

describe("the minimum versions", () => {
  for (const [path, text] of written(bounds)) {
    it(`in ${path} are those that the built files need`, () => {
      const hint = "run make build and npm --prefix web run minimum-versions -- --write, until nothing changes";
      assert.equal(readFileSync(fromRoot(path), "utf8"), text, hint);
    });
  }

  it("are set by features that no excuse is missing for", () => {
    for (const [part, { versions }] of Object.entries(bounds)) {
      for (const [engine, version] of Object.entries(versions)) {
        assert.match(version, /^\d+(\.\d+)?$/, `${part} in ${engine}`);
      }
    }
  });

  it("need every excuse", () => assert.deepEqual(useless, []));
});
