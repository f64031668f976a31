// Somebody reads the list while conversations change their places.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeShift } from "../conversations/kept-place.ts";

const height = 66;

/** How many rows a list is scrolled by when it becomes another one, with the rows from `first` on in view. */
function shift(before: string, first: string, after: string): number {
  const [old, now] = [before.split(""), after.split("")];
  const rows = old.map((key, index) => ({ key, start: index * height }));
  const startOf = (key: string) => (now.includes(key) ? now.indexOf(key) * height : undefined);
  return placeShift(rows, old.indexOf(first), startOf) / height;
}

describe("what is in view stays", () => {
  for (const [what, before, first, after, rows] of [
    ["when nothing changes", "abcdef", "c", "abcdef", 0],
    ["when one from below moves above it", "abcdefg", "c", "gabcdef", 1],
    ["when three come above it", "abcdef", "c", "xyzabcdef", 3],
    ["when one above it moves to the top", "abcdef", "c", "bacdef", 0],
    ["when one above it goes", "abcdef", "c", "bcdef", -1],
    ["when one in view moves to the top", "abcdef", "c", "eabcdf", 1],
    ["when the first in view moves to the top", "abcdef", "c", "cabdef", 0],
    ["when the first in view and one from below move to the top", "abcdefgh", "c", "hcabdefg", 1],
    ["when one in view goes", "abcdefgh", "c", "abcefgh", 0],
    ["when the first in view goes", "abcdefgh", "c", "abdefgh", -1],
    ["when the first two in view go", "abcdefgh", "c", "abefgh", -2],
    ["when it is the top, scrolled a little", "abcdef", "a", "xabcdef", 1],
    ["when all of it goes", "abcdef", "c", "abxyz", 0],
  ] as const) {
    it(what, () => assert.equal(shift(before, first, after), rows));
  }
});
