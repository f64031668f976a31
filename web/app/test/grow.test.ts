// How high the field to write in is.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { writingDirectionOf, grow } from "../compose/grow.ts";

/** A field with a text of a height, in which all heights are measured that are asked for. */
function fieldOf(value: string, height: number) {
  const measured: string[] = [];
  const style = { height: "" };
  const field = {
    value,
    style,
    get scrollHeight() {
      measured.push(style.height);
      return height;
    },
  };
  grow(field);
  return { height: style.height, measured };
}

describe("the field to write in", () => {
  it("is as high as its text, whatever it was before", () =>
    assert.deepEqual(fieldOf("a\nb", 60), { height: "62px", measured: ["auto"] }));

  it("is a line high when it is empty, which nothing is laid out for", () =>
    assert.deepEqual(fieldOf("", 42), { height: "auto", measured: [] }));

  it("has a greatest height", () => assert.equal(fieldOf("a\n".repeat(50), 900).height, "160px"));

  it("has the direction of its lines, but of a very long text the page's", () =>
    assert.deepEqual(["שלום", "a".repeat(1_000_000)].map(writingDirectionOf), ["auto", undefined]));

  it("does not lay a very long text out to know that it is high", () =>
    assert.deepEqual(fieldOf("a".repeat(1_000_000), 900), { height: "160px", measured: [] }));
});
