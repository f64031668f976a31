// What a soak says of what it found.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Side, Subject } from "../figure.js";
import { growthOf, tableOf } from "../table.js";

const side = (subject: Partial<Subject>, ...figures: number[]): Side => ({
  id: "page",
  what: "page",
  subjects: [{ id: "heap", what: "heap", unit: "bytes", expected: "flat", ...subject }],
  marks: figures.map((heap, i) => ({ minute: [1, 5, 10][i]!, figures: { heap } })),
  done: {},
});

describe("growth", () => {
  for (const [what, of, grew] of [
    ["none is none", side({}, 4e6, 4e6, 4e6), []],
    ["of less than a twentieth is none", side({}, 4e6, 4.1e6, 4.2e6), []],
    ["of more is told with its figures", side({}, 4e6, 4e6, 4.3e6), ["page: heap grew: 4.00 MB, 4.00 MB, 4.30 MB"]],
    ["that was gone at the end is told too", side({}, 4e6, 5e6, 4e6), ["page: heap grew: 4.00 MB, 5.00 MB, 4.00 MB"]],
    ["below the first figure is none", side({}, 4e6, 3e6, 2e6), []],
    ["of a few things by one is none", side({ unit: "count" }, 3, 4, 4), []],
    ["from nothing to some is growth", side({ unit: "count" }, 0, 0, 2), ["page: heap grew: 0, 0, 2"]],
    ["that is by design is not told", side({ expected: "grows" }, 4e6, 5e6, 9e6), []],
  ] as const) {
    it(what, () => assert.deepEqual(growthOf([of]), grew));
  }
});

describe("the table", () => {
  it("has a line for each subject and a column for each mark", () => {
    const grows = side({ what: "kept", unit: "count", expected: "grows" }, 50, 1000, 2000);
    assert.deepEqual(tableOf([side({}, 4e6, 4e6, 4.12e6), grows]).split("\n"), [
      "|  | minute 1 | minute 5 | minute 10 | last / first |  |",
      "| --- | ---: | ---: | ---: | ---: | --- |",
      "| page: heap | 4.00 MB | 4.00 MB | 4.12 MB | 1.03 | flat |",
      "| page: kept | 50 | 1,000 | 2,000 | 40.00 | grows by design |",
    ]);
  });

  it("cannot be made of a mark in which something is missing", () => {
    const { marks, ...rest } = side({}, 1, 2);
    const without = { ...rest, marks: [marks[0]!, { minute: 5, figures: {} }] };
    assert.throws(() => tableOf([without]), /nothing was found of heap at minute 5/);
  });
});
