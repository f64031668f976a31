// How a picture lies in its view.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Zoom, type Point, type Size } from "../media/zoom.ts";
import { seeded } from "./seeded.ts";

const view: Size = { width: 400, height: 300 };
const large = Zoom.fitted(view, { width: 1600, height: 600 });
const small = Zoom.fitted(view, { width: 100, height: 50 });

/** The place of the view at which a point of the picture is, which counts from its middle. */
const placeOf = ({ middle, scale }: Zoom, { x, y }: Point): Point => ({
  x: middle.x + x * scale,
  y: middle.y + y * scale,
});
const pointAt = ({ middle, scale }: Zoom, { x, y }: Point): Point => ({
  x: (x - middle.x) / scale,
  y: (y - middle.y) / scale,
});

/** Parts of 1 that look random; the seed tells them again. */
function randomParts() {
  const seed = Date.now() % 100_000;
  const { below } = seeded(seed);
  return { random: () => below(1e6) / 1e6, seed };
}

describe("a picture in its view", () => {
  for (const [what, zoom, scale, isLarger] of [
    ["fits when it is larger", large, 0.25, false],
    ["is not made larger to fit", small, 1, false],
    ["has its own size when that is wanted", large.original(), 1, true],
    ["turns to its own size", large.toggled(), 1, true],
    ["turns back to all of it", large.toggled().toggled(), 0.25, false],
    ["turns to twice its size when its own fits", small.toggled(), 2, false],
    ["gets no smaller than fits", large.scaledBy(0.1), 0.25, false],
    ["gets no larger than four times its size", large.scaledBy(1000), 4, true],
    ["stays all in view when the view changes", large.inView({ width: 800, height: 800 }), 0.5, false],
    ["keeps its scale when the view changes", large.original().inView({ width: 200, height: 200 }), 1, true],
    ["that comes larger fits too", small.withPicture({ width: 800, height: 400 }), 0.5, false],
    [
      "that comes larger looks as large as before",
      small.scaledTo(2).withPicture({ width: 200, height: 100 }),
      1,
      false,
    ],
  ] as const) {
    it(what, () => assert.deepEqual([zoom.scale, zoom.isLarger], [scale, isLarger]));
  }

  it("says when it cannot get larger or smaller", () => {
    const steps = [large, large.original(), large.scaledBy(1000)].map((one) => [
      one.isFitted,
      one.isOriginal,
      one.isLargest,
    ]);
    assert.deepEqual(steps, [
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
  });

  it("is moved as far as there is more of it, and not where there is not", () => {
    const original = large.original();
    assert.deepEqual(original.movedBy({ x: 5000, y: -5000 }).middle, { x: 600, y: -150 });
    assert.deepEqual(small.movedBy({ x: 50, y: 50 }).middle, { x: 0, y: 0 });
  });

  it("knows which places it covers", () => {
    assert.deepEqual(
      [small.covers({ x: 49, y: 24 }), small.covers({ x: 51, y: 0 }), small.covers({ x: 0, y: 26 })],
      [true, false, false],
    );
  });

  it("zooms to the pointer: what is there stays there, unless an edge would come into view", () => {
    const { random, seed } = randomParts();
    for (let i = 0; i < 500; i++) {
      const from = large.original().movedBy({ x: (random() - 0.5) * 400, y: (random() - 0.5) * 100 });
      const at = { x: (random() - 0.5) * view.width, y: (random() - 0.5) * view.height };
      const to = from.scaledBy(1 + random() * 2, at);
      const now = placeOf(to, pointAt(from, at));
      assert.ok(Math.hypot(now.x - at.x, now.y - at.y) < 0.001, `seed ${seed}, step ${i}`);
    }
  });

  it("never leaves a gap at an edge while there is more of it", () => {
    const { random, seed } = randomParts();
    let zoom = large;
    for (let i = 0; i < 2000; i++) {
      const at = { x: (random() - 0.5) * view.width, y: (random() - 0.5) * view.height };
      zoom = random() < 0.5 ? zoom.scaledBy(0.3 + random() * 2, at) : zoom.movedBy({ x: at.x * 9, y: at.y * 9 });
      const { middle, scale, picture } = zoom;
      const gap = Math.max(
        Math.abs(middle.x) - Math.max(0, (picture.width * scale - view.width) / 2),
        Math.abs(middle.y) - Math.max(0, (picture.height * scale - view.height) / 2),
      );
      assert.ok(gap < 0.001, `seed ${seed}, step ${i}`);
    }
  });
});
