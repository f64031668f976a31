// What is in view stays where it is when the view itself changes.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EndHold, type View } from "../thread/end-hold.ts";

const atEnd: View = { top: 60, height: 600, scrollTop: 1400, scrollHeight: 2000 };
const above: View = { ...atEnd, scrollTop: 900 };

/** What is done after something happened to a view that was seen first as it is given. */
function held(first: View, ...then: Event[]) {
  const hold = new EndHold(80);
  hold.resized(first);
  let done: unknown;
  for (const [what, change] of then) {
    const view = { ...first, ...change };
    done = what === "grown" || what === "opened" ? hold.grown(view, what === "opened") : hold[what](view);
  }
  return done;
}

/** What happens to a view. What is "opened" grows by its reader's hand. */
type Event = ["scrolled" | "resized" | "grown" | "opened", Partial<View>];

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
    ["stays there when a picture turns out larger", ["grown", { scrollHeight: 2261 }]],
    ["stays there when it does so twice", ["grown", { scrollHeight: 2100 }], ["grown", { scrollHeight: 2261 }]],
    [
      "stays there when a keyboard comes after that",
      ["grown", { scrollHeight: 2261 }],
      ["scrolled", { scrollTop: 1661, scrollHeight: 2261 }],
      ["resized", { height: 300, scrollTop: 1661, scrollHeight: 2261 }],
    ],
    [
      "stays there when something becomes shorter, which the browser answers with a scroll",
      ["grown", { scrollTop: 1300, scrollHeight: 1900 }],
    ],
    ["comes back to it", ["scrolled", { scrollTop: 0 }], ["scrolled", {}], ["resized", { height: 300 }]],
  ] as [string, ...Event[]][]) {
    it(what, () => assert.equal(held(atEnd, ...then), "end"));
  }
});

describe("whoever is elsewhere", () => {
  for (const [what, then, ...events] of [
    ["sees nothing move when a keyboard comes", undefined, ["resized", { height: 300 }]],
    ["sees nothing move when a banner comes", 960, ["resized", { top: 120, height: 540 }]],
    ["sees nothing move when a picture turns out larger", undefined, ["grown", { scrollHeight: 2261 }]],
    ["sees nothing move when a banner goes", 860, ["resized", { top: 20, height: 640 }]],
  ] as [string, number | undefined, ...Event[]][]) {
    it(what, () => assert.equal(held(above, ...events), then));
  }

  it("is so after scrolling away from the end in the moment in which the view changes", () => {
    const change = { scrollTop: 900, top: 64, height: 596 };
    assert.equal(held(atEnd, ["scrolled", change], ["resized", change]), 904);
  });

  it("is so after scrolling away in the moment in which something grows", () => {
    assert.equal(held(atEnd, ["grown", { scrollTop: 900, scrollHeight: 2261 }]), undefined);
  });

  it("is so after scrolling away from the end", () => {
    assert.equal(
      held(atEnd, ["scrolled", { scrollTop: 900 }], ["resized", { scrollTop: 900, height: 300 }]),
      undefined,
    );
  });
});

describe("whoever opens a long text", () => {
  for (const [what, first, ...events] of [
    ["at the end, reads it from where it begins", atEnd, ["opened", { scrollHeight: 2261 }]],
    ["that was scrolled by its growth, does too", atEnd, ["opened", { scrollTop: 1661, scrollHeight: 2261 }]],
    ["elsewhere, does too", above, ["opened", { scrollTop: 1161, scrollHeight: 2261 }]],
  ] as [string, View, ...Event[]][]) {
    it(what, () => assert.equal(held(first, ...events), first.scrollTop));
  }

  it("is not led to the end when more grows", () => {
    assert.equal(held(atEnd, ["opened", { scrollHeight: 2261 }], ["grown", { scrollHeight: 2300 }]), undefined);
  });
});
