import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { durationLabel, sizeLabel } from "../words/media-figures.ts";

describe("how long a video is", () => {
  for (const [duration, said] of [
    [5, "0:05"],
    [75, "1:15"],
    [75.6, "1:15"],
    ["75", "1:15"],
    [0, ""],
    [0.4, ""],
    [-5, ""],
    [NaN, ""],
    ["9223372036854775807", ""],
  ] as const) {
    it(`is "${said}" for ${duration}`, () => assert.equal(durationLabel(duration), said));
  }
});

describe("how large a file is", () => {
  for (const [size, said] of [
    [1, "1 KB"],
    [999_000, "999 KB"],
    [2_500_000, "2.5 MB"],
    [0, ""],
    [-1, ""],
    [NaN, ""],
    ["9223372036854775807", ""],
  ] as const) {
    it(`is "${said}" for ${size}`, () => assert.equal(sizeLabel(size), said));
  }
});
