// What is in view stays where it is when the view itself changes.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EndHold, type View } from "../thread/end-hold.ts";

const atEnd: View = { top: 60, height: 600, scrollTop: 1400, scrollHeight: 2000 };
const above: View = { ...atEnd, scrollTop: 900 };

/** What is done after something happened to a view that was seen first as it is given. */
function held(first: View, ...then: ["scrolled" | "resized", Partial<View>][]) {
  const hold = new EndHold(80);
  hold.resized(first);
  let done: unknown;
  for (const [what, change] of then) done = hold[what]({ ...first, ...change });
  return done;
}

describe("whoever is at the end", () => {
  for (const [what, ...then] of [
    ["stays there when a keyboard comes", ["resized", { height: 300 }]],
    ["stays there while it comes in steps", ["resized", { height: 500 }], ["resized", { height: 300 }]],
    [
      "stays there when it was scrolled by nobody meanwhile",
      ["scrolled", { height: 300 }],
      ["resized", { height: 300 }],
    ],
    [
      "stays there when it goes, which the browser answers with a scroll",
      ["scrolled", { height: 900, scrollTop: 1100 }],
      ["resized", { height: 900, scrollTop: 1100 }],
    ],
    ["stays there when a banner comes", ["resized", { top: 120, height: 540 }]],
    ["stays there when it is nearly the end", ["scrolled", { scrollTop: 1330 }], ["resized", { height: 300 }]],
    ["comes back to it", ["scrolled", { scrollTop: 0 }], ["scrolled", {}], ["resized", { height: 300 }]],
  ] as [string, ...["scrolled" | "resized", Partial<View>][]][]) {
    it(what, () => assert.equal(held(atEnd, ...then), "end"));
  }
});

describe("whoever is elsewhere", () => {
  for (const [what, then, ...events] of [
    ["sees nothing move when a keyboard comes", undefined, ["resized", { height: 300 }]],
    ["sees nothing move when a banner comes", 960, ["resized", { top: 120, height: 540 }]],
    ["sees nothing move when a banner goes", 860, ["resized", { top: 20, height: 640 }]],
  ] as [string, number | undefined, ...["scrolled" | "resized", Partial<View>][]][]) {
    it(what, () => assert.equal(held(above, ...events), then));
  }

  it("is so after scrolling away from the end in the moment in which the view changes", () => {
    const change = { scrollTop: 900, top: 64, height: 596 };
    assert.equal(held(atEnd, ["scrolled", change], ["resized", change]), 904);
  });

  it("is so after scrolling away from the end", () => {
    assert.equal(
      held(atEnd, ["scrolled", { scrollTop: 900 }], ["resized", { scrollTop: 900, height: 300 }]),
      undefined,
    );
  });
});
