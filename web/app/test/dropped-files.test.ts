// What is dropped on the page.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refuseFiles } from "../shell/dropped-files.ts";

/** Drops something on a page that refuses files. */
function drop(types: string[], target: { matches?: (selector: string) => boolean }, refusing = true) {
  const page = new EventTarget();
  let told = 0;
  const stop = refuseFiles(page as Window, () => told++);
  if (!refusing) stop();
  const prevented = ["dragover", "drop"].map((type) => {
    const event = new Event(type, { cancelable: true });
    Object.defineProperties(event, { dataTransfer: { value: { types } }, target: { value: target } });
    page.dispatchEvent(event);
    return event.defaultPrevented;
  });
  return { prevented, told };
}

const taken = { prevented: [false, false], told: 0 };
const fileField = { matches: (selector: string) => selector === "input[type=file]" };

describe("what is dropped on the page", () => {
  it("does not take its place when it is a file, and that is told", () =>
    assert.deepEqual(drop(["Files"], { matches: () => false }), { prevented: [true, true], told: 1 }));
  it("does not take its place when it is dropped beside everything", () =>
    assert.deepEqual(drop(["Files"], {}), { prevented: [true, true], told: 1 }));
  it("goes where it was dropped when it is a text", () =>
    assert.deepEqual(drop(["text/plain"], { matches: () => false }), taken));
  it("goes into a field for files", () => assert.deepEqual(drop(["Files"], fileField), taken));
  it("is the browser's again afterwards", () => assert.deepEqual(drop(["Files"], {}, false), taken));
});
