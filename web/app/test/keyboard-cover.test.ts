import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { coveredHeight } from "../ui/keyboard-cover.ts";

describe("a keyboard", () => {
  for (const [what, page, height, scale, covered] of [
    ["that lies over the page covers it", 844, 508, 1, 336],
    ["for which the page became smaller covers nothing", 508, 508, 1, 0],
    ["is no bar of the browser", 844, 794, 1, 0],
    ["is not what a page that is zoomed in does not show", 844, 422, 2, 0],
  ] as const) {
    it(what, () => assert.equal(coveredHeight(page, { height, scale }), covered));
  }
});
