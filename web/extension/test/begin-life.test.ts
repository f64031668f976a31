import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settled } from "../../app/test/shared-store.ts";
import { beginLife } from "../background/begin-life.ts";
import { setLooks } from "../watch/looks.ts";
import { onceInALife } from "../background/once-in-a-life.ts";
import { FakeChrome } from "./fake-chrome.ts";

describe("a life of the extension", () => {
  it("has its beginning once, however often the background is started", async () => {
    const chrome = new FakeChrome();
    let begun = 0;
    const begin = async () => void begun++;
    await onceInALife(begin);
    await onceInALife(begin);
    assert.equal(begun, 1);
    chrome.session.clear(); // the browser was started again, or the extension switched off and on
    await onceInALife(begin);
    assert.equal(begun, 2);
  });

  it("has its beginning and its alarm when the browser forgets those of the life before too late", async (t) => {
    const chrome = new FakeChrome();
    const begun = t.mock.fn(async () => {});
    t.mock.timers.enable({ apis: ["setTimeout"] });
    await onceInALife(async () => {});
    await setLooks();
    beginLife(begun);
    await settled();
    chrome.session.clear();
    chrome.alarms.clear();
    t.mock.timers.tick(3000);
    await settled();
    assert.deepEqual([begun.mock.callCount(), [...chrome.alarms.keys()]], [1, ["look"]]);
  });
});
