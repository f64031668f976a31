// Long days and bad days: a device that slept, a clock that is set, a storage that is full or emptied, a page that was away.
// The tests have one page, which each leaves as the next one needs it.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { chromium, type Browser, type Page } from "playwright-core";
import { gatewayName } from "../app/model/gateway-record.js";
import { chromiumFlags, chromiumPath, simulator, startDemo, type Demo, type SeenRequest } from "./harness.js";
import { closeSettings, keepBox, openSettings, Phone } from "./inbox-keeping.js";
import { InboxPage, sample } from "./inbox-page.js";

const peer = "贝斯手阿哲";
const hour = 3_600_000;

let demo: Demo;
let browser: Browser;
let inbox: InboxPage;
let page: Page;
let phone: Phone;

before(async () => {
  demo = await startDemo();
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: chromiumFlags,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  phone = await Phone.open(demo);
  inbox = await InboxPage.open(browser, demo, {}, /Failed to load resource/);
  page = inbox.page;
  await page.addInitScript(() => {
    const own = globalThis.fetch;
    const counted = Object.assign(globalThis, { underWay: 0 });
    globalThis.fetch = async (...asked) => {
      counted.underWay++;
      try {
        return await own(...asked);
      } finally {
        counted.underWay--;
      }
    };
  });
  await page.clock.install();
  // Of the two dialects this one says nothing of the time, which the simulator would compare with its own.
  await page.evaluate((record) => localStorage.setItem(record, JSON.stringify({ dialect: "14.9" })), gatewayName(""));
  await page.reload();
  await inbox.signInOnDisk(sample);
  await inbox.openSession(peer);
});
after(async () => {
  phone?.close();
  await browser?.close();
  await demo?.stop();
  assert.deepEqual(inbox?.complaints, [], "the browser complained");
});

// The simulator remembers the last requests alone, and numbers all.
async function requests() {
  const response = await fetch(`${demo.url}_simulator/requests`);
  return ((await response.json()) as { requests: (SeenRequest & { number: number })[] }).requests;
}

const latest = async () => (await requests()).at(-1)?.number ?? 0;

/**
 * Lets seconds go by, each with its answers. Gives the calls of the requests that arrived in each; in the first one those too
 * that came since the one with the number `since`.
 */
async function pass(seconds: number, since?: number): Promise<string[][]> {
  const all: string[][] = [];
  let seen = since ?? (await latest());
  for (let i = 0; i < seconds; i++) {
    await page.clock.runFor(1000);
    await page.waitForFunction(() => (globalThis as unknown as { underWay: number }).underWay === 0, undefined, {
      polling: 5,
    });
    const arrived = (await requests()).filter(({ number }) => number > seen);
    all.push(arrived.map(({ methods }) => methods.join(" ")));
    seen = arrived.at(-1)?.number ?? seen;
  }
  return all;
}

/** How often each of these texts stands in the conversation at the gateway. */
async function arrived(...texts: string[]): Promise<number[]> {
  const messages = await phone.messages((await phone.conversation(peer)).sessionId);
  return texts.map((text) => messages.filter(({ metaData }) => metaData?.content === text).length);
}

/** The records of drafts that are kept on this device. */
const draftsKept = () =>
  page.evaluate(() =>
    Object.entries({ ...localStorage })
      .filter(([name]) => name.startsWith("qqmusicpm.draft"))
      .map(([, record]) => record as string)
      .join(),
  );

const notice = (text: string) => page.locator(".notice", { hasText: text });

describe("a device that slept for 8 hours, with the network back 20 seconds later", () => {
  const texts = ["睡前一", "睡前二", "睡前三"];

  it("sends what waited once, keeps the draft, and asks no more than at other times", async () => {
    await openSettings(inbox);
    await keepBox(inbox).check();
    await page.locator(".keeping").getByRole("button", { name: "开始", exact: true }).click();
    await closeSettings(inbox);
    await page.context().setOffline(true);
    for (const text of texts) await inbox.send(text);
    await inbox.field.fill("没写完");
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 8 * hour);
    assert.deepEqual((await pass(20)).flat(), []);
    const asleep = await latest();
    await page.context().setOffline(false);
    const seconds = await pass(30, asleep);

    const looks = seconds.map((calls) => calls.filter((call) => call === "GetSessionList GetMessage").length);
    const sends = seconds.flat().filter((call) => call === "SendMessageAsync").length;
    const others = seconds.flat().length - looks.reduce((sum, one) => sum + one) - sends;
    const figures = seconds.map((calls) => calls.length).join(" ");
    assert.ok(Math.max(...looks) <= 1 && looks.filter((one) => one > 0).length <= 11, `a look every 3 s: ${figures}`);
    // The job that keeps everything asks twice a second, and each message that waited is looked for at most once.
    assert.ok(others <= 2 * 30 + 1 + texts.length, `others: ${figures}`);
    assert.ok(Math.max(...seconds.map((calls) => calls.length)) <= 4 + 2 * texts.length, `no burst: ${figures}`);
    assert.ok(sends <= texts.length, `${sends} sends`);
    await page.clock.resume();
    // A slow machine may have sent less than all of them in these seconds.
    await page.locator(".on-its-way").first().waitFor({ state: "detached" });
    assert.deepEqual(await arrived(...texts), [1, 1, 1]);
    assert.equal(await inbox.field.inputValue(), "没写完");
  });
});

describe("a clock that is set back by a year", () => {
  it("makes a rate limit no longer, and it is asked once when that is over", async () => {
    await simulator(demo).inject({ kind: "child", code: 2001, times: -1 });
    const countdown = page.locator(".countdown");
    await countdown.waitFor();
    await page.clock.setSystemTime((await page.evaluate(() => Date.now())) - 8760 * hour);
    await page.clock.runFor(1000);
    assert.ok(Number(/(\d+) 秒/.exec(await countdown.innerText())?.[1]) <= 30, await countdown.innerText());
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
    // Half a minute until it is asked, and at least as long until it is asked again.
    assert.equal((await pass(45)).flat().length, 1);
    await simulator(demo).clearFaults();
    await page.clock.resume();
    await page.getByRole("button", { name: "现在重试" }).click();
    await countdown.waitFor({ state: "detached" });
  });
});

// Longer than what is left where not even another name fits.
const long = "写在满的时候".repeat(10);

describe("a storage that is full", () => {
  it("keeps a draft as soon as there is room again, with no key pressed", async () => {
    await page.evaluate(() => {
      for (let size = 4_000_000; size >= 1; size = size > 10 ? Math.floor(size / 2) : size - 1) {
        for (let i = 0; ; i++) {
          try {
            localStorage.setItem(`filler.${size}.${i}`, "x".repeat(size));
          } catch {
            break;
          }
        }
      }
    });
    await inbox.field.fill(long);
    await notice("没写完的内容只保留到页面关闭").waitFor();
    assert.doesNotMatch(await draftsKept(), new RegExp(long));
    await page.evaluate(() => {
      for (const name of Object.keys({ ...localStorage }))
        if (name.startsWith("filler.")) localStorage.removeItem(name);
    });
    await page.clock.runFor(31_000);
    assert.match(await draftsKept(), new RegExp(long));
  });
});

describe("a storage that the browser empties under the page", () => {
  it("takes away neither the account in use nor what is written, and that is said", async () => {
    const [cdp, origin] = [await page.context().newCDPSession(page), new URL(demo.url).origin];
    await cdp.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await notice("浏览器清空了本页的存储").waitFor();
    assert.match(await draftsKept(), new RegExp(long));
    await inbox.field.press("Enter");
    await inbox.message(long).locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
    assert.deepEqual(await arrived(long), [1]);
    await page.clock.runFor(31_000);
    assert.equal(await page.locator(".sign-in").count(), 0);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    assert.ok(!kept.includes(sample.musickey), "the login is not written again");
  });
});

describe("a page that was put away and comes back", () => {
  it("is as it was left, and hears of what came meanwhile", async () => {
    await page.evaluate(() => Object.assign(globalThis, { isTheSame: true }));
    await inbox.field.fill("回来再写");
    await page.goto("data:text/html,elsewhere");
    await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: "离开时来的" });
    await page.goBack({ waitUntil: "commit" });
    await page.locator(".session", { hasText: "离开时来的" }).waitFor();
    assert.equal(await inbox.field.inputValue(), "回来再写");
    assert.equal(await page.evaluate(() => (globalThis as unknown as { isTheSame?: boolean }).isTheSame), true);
  });
});
