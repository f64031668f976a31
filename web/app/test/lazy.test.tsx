// A part of the page that is loaded when it is first wanted, and what is said when it does not come.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { render } from "preact";
import { act } from "preact/test-utils";
import { LazyPart } from "../ui/lazy-part.ts";
import { settled } from "./fake-clock.ts";

const { Lazy, LazyLayer, whenLoaded } = await import("../ui/lazy.tsx");

/** A part whose loading ends when the test says so. */
class Loading {
  asked = 0;
  prepared = 0;
  readonly part = new LazyPart<string>(
    () => {
      this.asked++;
      return new Promise((resolve, reject) => {
        this.comes = () => act(async () => (resolve("the part"), await settled()));
        this.fails = () => act(async () => (reject(new Error("gone")), await settled()));
      });
    },
    async () => void this.prepared++,
  );
  comes = async () => {};
  fails = async () => {};
}

const shown = () => document.body.textContent ?? "";
const buttons = () =>
  [...document.querySelectorAll("button")].map((one) => one.textContent || one.getAttribute("aria-label"));
const press = (name: string) =>
  act(async () => {
    [...document.querySelectorAll("button")]
      .find((one) => (one.textContent || one.getAttribute("aria-label")) === name)!
      .click();
    await settled();
  });

let { warn } = console;
beforeEach(() => {
  warn = console.warn;
  console.warn = () => {};
});
afterEach(() => {
  console.warn = warn;
  render(null, document.body);
});

describe("a part that is wanted", () => {
  let loading: Loading;
  let used: string[];
  const want = (what = "first") => act(() => whenLoaded(loading.part, (module) => used.push(`${what}: ${module}`)));
  beforeEach(() => {
    loading = new Loading();
    used = [];
    act(() => render(<LazyLayer />, document.body));
  });

  it("is asked for once, and used when it has come", async () => {
    want();
    assert.match(shown(), /Loading/);
    await loading.comes();
    assert.deepEqual([used, shown()], [["first: the part"], ""]);
    want("second");
    assert.deepEqual([used.at(-1), loading.asked], ["second: the part", 1]);
  });

  it("says that it did not come, and is tried again", async () => {
    want();
    await loading.fails();
    assert.match(shown(), /did not load/);
    assert.deepEqual([buttons(), loading.prepared], [["Try again", "Close"], 0]);
    await press("Try again");
    assert.equal(loading.prepared, 1);
    await loading.comes();
    assert.deepEqual([used, shown()], [["first: the part"], ""]);
  });

  it("offers to load the page anew when it fails again", async () => {
    want();
    await loading.fails();
    await press("Try again");
    await loading.fails();
    assert.match(shown(), /still does not load/);
    assert.deepEqual(buttons(), ["Try again", "Reload the page", "Close"]);
  });

  it("has the focus back where it was wanted, when it is tried again", async () => {
    const own = document.createElement("button");
    document.documentElement.append(own);
    try {
      own.focus();
      want();
      await loading.fails();
      [...document.querySelectorAll("button")].find((one) => one.textContent === "Try again")!.focus();
      await press("Try again");
      await loading.comes();
      assert.equal(document.activeElement, own);
    } finally {
      own.remove();
    }
  });

  it("is not used when the user has turned away from it", async () => {
    want();
    await loading.fails();
    await press("Try again");
    const other = new Loading();
    act(() => whenLoaded(other.part, () => used.push("other")));
    await loading.comes();
    await other.comes();
    assert.deepEqual(used, ["other"]);
  });

  it("is not used when the word of it was put away", async () => {
    want();
    await loading.fails();
    await press("Close");
    assert.equal(shown(), "");
    assert.deepEqual(used, []);
  });
});

describe("a part in its place", () => {
  it("stands there when it has come, also after it did not", async () => {
    const loading = new Loading();
    await act(async () => render(<Lazy part={loading.part}>{(module) => <b>{module}</b>}</Lazy>, document.body));
    assert.match(shown(), /Loading/);
    await loading.fails();
    assert.deepEqual(buttons(), ["Try again"]);
    await press("Try again");
    await loading.comes();
    assert.equal(document.body.innerHTML, "<b>the part</b>");
  });
});
