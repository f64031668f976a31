// What fingers and the mouse do with a picture.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Grip } from "../media/grip.ts";
import { Zoom } from "../media/zoom.ts";

const view = { width: 400, height: 300 };
const fitted = Zoom.fitted(view, { width: 1600, height: 1200 });

let grip: Grip;
let ends: (string | number)[];
let now: number;
beforeEach(() => {
  ends = [];
  now = 1000;
  grip = new Grip({ go: (step) => ends.push(step), close: () => ends.push("close") }, fitted);
});

const touch = (id: number, x: number, y: number, mouse = false) => ({ id, at: { x, y }, time: now, mouse });

/** A way of one finger or the mouse, in steps of 10 ms. */
function drag(points: [number, number][], { mouse = false, slow = false } = {}) {
  const [first] = points;
  grip.down(touch(1, first![0], first![1], mouse));
  for (const [x, y] of points) {
    now += slow ? 500 : 10;
    grip.move(touch(1, x, y, mouse));
  }
  const [x, y] = points.at(-1)!;
  grip.up(touch(1, x, y, mouse));
}

function tap(x: number, y: number, mouse = false) {
  grip.down(touch(1, x, y, mouse));
  now += 20;
  grip.up(touch(1, x, y, mouse));
  now += 100;
}

describe("a finger on a picture that is all in view", () => {
  for (const [what, to, slow, wanted] of [
    ["goes on when it swipes to the left", [-120, 10], true, [1]],
    ["goes back when it swipes to the right", [120, 10], true, [-1]],
    ["closes when it swipes down", [10, 120], true, ["close"]],
    ["does nothing when it swipes up", [10, -120], true, []],
    ["does nothing on a short way", [-40, 0], true, []],
    ["goes on by a quick flick", [-40, 0], false, [1]],
  ] as [string, [number, number], boolean, unknown[]][]) {
    it(what, () => {
      drag([[0, 0], [to[0] / 2, to[1] / 2], to], { slow });
      assert.deepEqual(ends, wanted);
    });
  }

  it("takes the picture along, and lets it go", () => {
    grip.down(touch(1, 0, 0));
    grip.move(touch(1, 60, 5));
    assert.deepEqual([grip.swiped.value, grip.held.value], [{ x: 60, y: 0 }, true]);
    grip.cancel({ id: 1 });
    assert.deepEqual([grip.swiped.value, grip.held.value, ends], [{ x: 0, y: 0 }, false, []]);
  });
});

describe("a picture that is larger than the view", () => {
  beforeEach(() => grip.change((zoom) => zoom.original()));

  for (const mouse of [false, true]) {
    it(`is dragged by ${mouse ? "the mouse" : "a finger"}, and does not go`, () => {
      drag(
        [
          [0, 0],
          [-50, -10],
          [-150, -30],
        ],
        { mouse },
      );
      assert.deepEqual([grip.zoom.value?.middle, ends], [{ x: -150, y: -30 }, []]);
    });
  }
});

describe("two fingers", () => {
  it("pinch: the picture grows with the way between them, around the middle of both", () => {
    grip.down(touch(1, -50, 0));
    grip.down(touch(2, 50, 0));
    grip.move(touch(1, -100, 0));
    grip.move(touch(2, 100, 0));
    assert.deepEqual([grip.zoom.value?.scale, grip.zoom.value?.middle], [0.5, { x: 0, y: 0 }]);
  });

  it("move it while they pinch", () => {
    grip.change((zoom) => zoom.original());
    grip.down(touch(1, -50, 0));
    grip.down(touch(2, 50, 0));
    grip.move(touch(1, -30, 10));
    grip.move(touch(2, 70, 10));
    assert.deepEqual([grip.zoom.value?.scale, grip.zoom.value?.middle], [1, { x: 20, y: 10 }]);
  });

  it("do not swipe, also when one of them is lifted first", () => {
    grip.down(touch(1, -50, 0));
    grip.down(touch(2, 50, 0));
    grip.up(touch(2, 50, 0));
    grip.move(touch(1, 200, 0));
    grip.up(touch(1, 200, 0));
    assert.deepEqual(ends, []);
  });
});

describe("a tap", () => {
  it("twice shows the picture in its own size, where it was tapped", () => {
    tap(100, 0);
    tap(102, 1);
    assert.deepEqual([grip.zoom.value?.scale, grip.zoom.value?.middle.x], [1, -306]);
  });

  it("twice with a while between does nothing", () => {
    tap(0, 0);
    now += 1000;
    tap(0, 0);
    assert.equal(grip.zoom.value, fitted);
  });

  for (const [what, mouse, x, wanted] of [
    ["of the mouse beside the picture closes", true, 190, ["close"]],
    ["of the mouse on the picture does not", true, 40, []],
    ["of a finger beside the picture does not", false, 190, []],
  ] as const) {
    it(what, () => {
      grip.zoom.value = Zoom.fitted(view, { width: 100, height: 100 });
      tap(x, 0, mouse);
      assert.deepEqual(ends, wanted);
    });
  }
});
