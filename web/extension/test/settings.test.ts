import assert from "node:assert/strict";
import { it } from "node:test";
import { badgeText } from "../account/badge.ts";
import { setLooks } from "../watch/looks.ts";
import { changeSettings, readSettings, settingsFrom } from "../settings.ts";
import { FakeChrome } from "./fake-chrome.ts";

it("settings are read from whatever was kept", () => {
  const first = { minutes: 1, notify: true, content: false };
  for (const kept of [undefined, null, 5, "x", [], {}, { minutes: 3, notify: "yes", content: 1 }, { minutes: "5" }]) {
    assert.deepEqual(settingsFrom(kept), first);
  }
  assert.deepEqual(settingsFrom({ minutes: 0, notify: false, content: true }), {
    minutes: 0,
    notify: false,
    content: true,
  });
});

it("a setting changes alone", async () => {
  new FakeChrome();
  await changeSettings({ minutes: 15 });
  await changeSettings({ content: true });
  assert.deepEqual(await readSettings(), { minutes: 15, notify: true, content: true });
});

it("two settings that change at once both change", async () => {
  new FakeChrome();
  await Promise.all([changeSettings({ minutes: 15 }), changeSettings({ content: true })]);
  assert.deepEqual(await readSettings(), { minutes: 15, notify: true, content: true });
});

it("the alarm is as the settings want it", async () => {
  const chrome = new FakeChrome();
  await setLooks();
  assert.deepEqual([...chrome.alarms], [["look", 1]]);
  await changeSettings({ minutes: 5 });
  await setLooks();
  assert.deepEqual([...chrome.alarms], [["look", 5]]);
  await changeSettings({ minutes: 0 });
  await setLooks();
  assert.deepEqual([...chrome.alarms], []);
});

it("the alarm rings within its time although the clock was set back by a year", async (t) => {
  const chrome = new FakeChrome();
  await setLooks();
  const wrong = chrome.rings.get("look")!;
  t.mock.timers.enable({ apis: ["Date"], now: wrong - 365 * 86_400_000 });
  await setLooks();
  assert.equal(chrome.rings.get("look"), Date.now() + 60_000);
});

it("the alarm that is right goes on", async (t) => {
  const chrome = new FakeChrome();
  t.mock.timers.enable({ apis: ["Date"], now: 1_800_000_000_000 });
  await setLooks();
  const rings = chrome.rings.get("look");
  t.mock.timers.tick(30_000);
  await setLooks();
  assert.equal(chrome.rings.get("look"), rings);
});

it("the badge has room for four characters", () => {
  assert.deepEqual([-1, 0, 1, 99, 100, 1e9, "expired" as const].map(badgeText), ["", "", "1", "99", "99+", "99+", "!"]);
});
