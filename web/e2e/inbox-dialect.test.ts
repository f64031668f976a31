// A gateway that refuses the dialect that is spoken first.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage, sample, second } from "./inbox-page.js";

let demo: Demo;
let browser: Browser;
let inbox: InboxPage;
withDemoAndBrowser((started) => ({ demo, browser } = started));

beforeEach(async () => {
  await simulator(demo).reset();
  inbox = await InboxPage.open(browser, demo);
});
afterEach(() => inbox.close());

/** The dialects of the requests so far, each with how many there were. */
async function spoken(): Promise<Record<string, number>> {
  const dialects: Record<string, number> = {};
  for (const { comm } of await simulator(demo).requests()) {
    const dialect = comm["cv"] === "20090008" ? "20.9" : "14.9";
    dialects[dialect] = (dialects[dialect] ?? 0) + 1;
  }
  return dialects;
}

describe("a gateway that refuses dialect 20.9", () => {
  for (const [what, switches] of [
    ["call by call", { "refuse20.9": 10007 }],
    ["as it refuses a login that has ended", { "refuse20.9": 1000 }],
    ["at the gate", { "refuse20.9": 500001, refuseOuter: true }],
  ] as const) {
    it(`${what} is spoken to in the other one, after a reload at once`, async () => {
      await simulator(demo).contrary(switches);
      await inbox.signInOnDisk(sample);
      assert.equal((await spoken())["20.9"], 1);
      await inbox.page.reload();
      await inbox.session("贝斯手阿哲").first().waitFor();
      await inbox.openSession("贝斯手阿哲");
      await inbox.send("另一种说法");
      await inbox.message("另一种说法").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
      assert.equal((await spoken())["20.9"], 1);
    });
  }

  it("leaves no number of an account in the browser's storage that is in memory alone", async () => {
    await simulator(demo).contrary({ "refuse20.9": 10007 });
    await inbox.page.getByLabel("musicid").fill(second.musicid);
    await inbox.page.getByLabel("musickey", { exact: true }).fill(second.musickey);
    await inbox.page.locator("form.typed-login button[type=submit]").click();
    await inbox.page.locator(".session").first().waitFor();
    const kept = await inbox.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.ok(!kept.includes(second.musicid));
    assert.match(kept, /14\.9/);
  });
});

it("a gateway that answers dialect 20.9 is asked in no other", async () => {
  await inbox.demo(sample.nick);
  await inbox.openSession("贝斯手阿哲");
  assert.deepEqual(Object.keys(await spoken()), ["20.9"]);
});
