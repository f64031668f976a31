// Several messages are selected: what a click, a click with Shift and the keyboard do.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Selection } from "../thread/selection.ts";

const order = ["a", "b", "c", "d", "e"];

type Step = (selection: Selection) => void;
const toggle =
  (id: string): Step =>
  (selection) =>
    selection.toggle(id);
const extend =
  (id: string): Step =>
  (selection) =>
    selection.extend(id, order);
const keep =
  (...ids: string[]): Step =>
  (selection) =>
    selection.keep(ids);

const chosenAfter = (steps: Step[]) => {
  const selection = new Selection();
  selection.begin("b");
  for (const step of steps) step(selection);
  return [...selection.chosen.value].sort().join("");
};

describe("a selection", () => {
  const table: [what: string, steps: Step[], chosen: string][] = [
    ["begins with one", [], "b"],
    ["takes one more in", [toggle("d")], "bd"],
    ["lets one go", [toggle("d"), toggle("b")], "d"],
    ["is there with nothing in it", [toggle("b")], ""],
    ["takes a span downwards", [extend("d")], "bcd"],
    ["takes a span upwards", [extend("a")], "ab"],
    ["takes a span from the one chosen last", [toggle("e"), extend("d")], "bde"],
    ["goes on with the next span where the last one ended", [extend("e"), keep("e"), extend("d")], "de"],
    ["takes a span from one that was let go", [toggle("d"), toggle("d"), extend("e")], "bde"],
    ["takes one alone when where it began is gone", [toggle("gone"), extend("d")], "bdgone"],
    ["takes nothing that is not there, and goes on from where it was", [extend("gone"), extend("d")], "bcd"],
    ["leaves what is to be kept", [extend("e"), keep("c", "d")], "cd"],
  ];
  for (const [what, steps, chosen] of table) {
    it(what, () => assert.equal(chosenAfter(steps), chosen));
  }

  it("is there from its beginning to its end", () => {
    const selection = new Selection();
    const seen = [selection.active.value];
    selection.begin("a");
    seen.push(selection.active.value);
    selection.end();
    seen.push(selection.active.value);
    assert.deepEqual(seen, [false, true, false]);
  });

  it("that has ended is not brought back by what is to be kept", () => {
    const selection = new Selection();
    selection.keep(["a"]);
    assert.equal(selection.active.value, false);
  });
});
