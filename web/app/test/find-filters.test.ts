import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noFilters, queryOf, setFilters, toggled } from "../find/filters.ts";
import { begun } from "./find-world.ts";

describe("filters", () => {
  it("are taken away one by one, the last one first", (t) => {
    const { find, asked } = begun(t, { conversation: "b" });
    find.toggle("me");
    find.toggle("link");
    find.toggle("picture");
    const left: string[][] = [];
    while (find.dropLast()) left.push(setFilters(find.filters.value));
    assert.deepEqual(left, [["conversation", "me", "picture"], ["conversation", "me"], ["conversation"], []]);
    assert.deepEqual(asked.at(-1), queryOf("", noFilters));
  });

  it("of one side replace each other", () => {
    const them = toggled(toggled(noFilters, "me"), "them");
    assert.deepEqual(setFilters(them), ["them"]);
    assert.deepEqual(setFilters(toggled(them, "them")), []);
  });

  it("of days go from the first second to the last where the reader is", () => {
    const { from, to } = queryOf("", { ...noFilters, from: "2024-03-01", to: "2024-03-03" });
    assert.deepEqual([from, to], [new Date(2024, 2, 1).getTime() / 1000, new Date(2024, 2, 4).getTime() / 1000]);
  });

  it("of days that are none are no filters", () => {
    const { from, to } = queryOf("", { ...noFilters, from: "", to: "2024-13" });
    assert.deepEqual([from, to], [undefined, undefined]);
  });
});
