// Places in conversations: their addresses, where one was, what is unread, and days.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { simulator, type Demo } from "./harness.js";
import { enterOnce, InboxPage, sample, second } from "./inbox-page.js";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

// One page for all; the last test leaves its account.
let demo: Demo;
let browser: Browser;
let inbox: InboxPage;
enterOnce(/calendar|Failed to load|ERR_INTERNET_DISCONNECTED/, (opened) => ({ demo, browser, inbox } = opened));

/** Waits until a conversation is in view; with "" until none is. */
const waitForOpen = (name: string) =>
  inbox.page.waitForFunction((wanted) => (document.querySelector(".thread h2")?.textContent ?? "") === wanted, name);

const address = () => inbox.page.evaluate(() => location.hash);

/** What is in view of the messages: how far it is from the end, and where each message stands. */
const view = () =>
  inbox.page.evaluate(() => {
    const list = document.querySelector<HTMLElement>(".messages")!;
    const rows = [...list.querySelectorAll<HTMLElement>("li.row:has(.bubble)")];
    return {
      fromEnd: Math.round(list.scrollHeight - list.scrollTop - list.clientHeight),
      tops: Object.fromEntries(rows.map((row) => [row.textContent, row.getBoundingClientRect().top])),
    };
  });

/** Waits until nothing moves any more, and gives what is in view. */
async function settledView() {
  await inbox.page.evaluate(async () => {
    const list = document.querySelector<HTMLElement>(".messages")!;
    for (let same = 0, last = ""; same < 20; await new Promise(requestAnimationFrame)) {
      const now = `${list.scrollTop} ${list.scrollHeight}`;
      same = now === last ? same + 1 : 0;
      last = now;
    }
  });
  return view();
}

/** Scrolls as a user does. */
async function wheel(pixels: number) {
  await inbox.page.locator(".messages").hover();
  await inbox.page.mouse.wheel(0, pixels);
}

/** How far a message that is in both views was moved, in pixels. */
function moved(before: Awaited<ReturnType<typeof view>>, after: Awaited<ReturnType<typeof view>>): number {
  const both = Object.keys(before.tops).filter((text) => text in after.tops);
  assert.ok(both.length > 3, "the same messages are in view");
  return Math.max(...both.map((text) => Math.abs(before.tops[text]! - after.tops[text]!)));
}

describe("the address of a conversation", () => {
  it("is gone through with back and forward, and the last way back leads to the list", async () => {
    await inbox.openSession("贝斯手阿哲");
    assert.match(await address(), /^#\/c\/[^/]+$/);
    await inbox.openSession("妈妈");
    await inbox.page.goBack();
    await waitForOpen("贝斯手阿哲");
    await inbox.page.goForward();
    await waitForOpen("妈妈");
    await inbox.page.goBack();
    await inbox.page.goBack();
    await waitForOpen("");
    assert.equal(await address(), "");
  });

  it("that leads to nothing says so, and to the list", async () => {
    await inbox.page.goto(`${demo.url}#/c/${encodeURIComponent("没有/这个")}`);
    await inbox.page.locator(".sought", { hasText: "列表里没有这个会话" }).waitFor();
    await inbox.page.getByRole("button", { name: "回到会话列表" }).click();
    await inbox.page.locator(".sought").waitFor({ state: "detached" });
    assert.equal(await address(), "");
  });
});

describe("the place in a conversation", () => {
  it("is where one was, after another conversation and after a reload", async () => {
    await inbox.openSession("贝斯手阿哲");
    await settledView();
    await wheel(-700);
    const before = await settledView();
    await inbox.openSession("妈妈");
    await inbox.openSession("贝斯手阿哲");
    assert.ok(moved(before, await settledView()) <= 1);
    await inbox.page.reload();
    await inbox.page.locator(".messages li").first().waitFor();
    assert.ok(moved(before, await settledView()) <= 4);
  });

  it("does not move when something comes above the messages, or a keyboard", async () => {
    await inbox.openSession("贝斯手阿哲");
    await settledView();
    await wheel(-700);
    const before = await settledView();
    await inbox.page.setViewportSize({ width: 1280, height: 500 });
    assert.ok(moved(before, await settledView()) <= 1);
    await inbox.page.context().setOffline(true);
    await inbox.page.locator(".banner").waitFor();
    assert.ok(moved(before, await settledView()) <= 1);
    await inbox.page.context().setOffline(false);
    await inbox.page.setViewportSize({ width: 1280, height: 800 });
  });
});

describe("the end of a conversation", () => {
  it("is where it opens and stays, whatever its pictures turn out to be", async () => {
    const { page } = inbox;
    await inbox.openSession("摄影师老K");
    assert.ok((await settledView()).fromEnd <= 1);
    await page.evaluate(() => {
      const last = [...document.querySelectorAll<HTMLElement>(".messages li .bubble")].at(-1)!;
      last.style.minHeight = `${last.offsetHeight + 200}px`;
    });
    assert.ok((await settledView()).fromEnd <= 1);
  });

  it("does not take a long text away from one who opens it there", async () => {
    const { musicid } = sample;
    const words = "很长的话。".repeat(400);
    await simulator(demo).incoming({ musicid, userId: "424242", text: words });
    await inbox.page.getByRole("button", { name: "刷新" }).click();
    await inbox.openSession("QQ音乐用户");
    await settledView();
    const top = () => inbox.message("很长的话").evaluate((row) => row.getBoundingClientRect().top);
    const before = await top();
    await inbox.message("很长的话").getByRole("button", { name: "展开全文" }).click();
    assert.ok((await settledView()).fromEnd > 500);
    assert.ok(Math.abs((await top()) - before) <= 1);
  });
});

describe("the unread line", () => {
  it("stays while one looks at it, and goes once it was read, with nothing moving", async () => {
    await inbox.openSession("岛屿电台后援会");
    const line = inbox.page.locator(".unread-divider");
    await line.waitFor();
    await settledView();
    await wheel(100);
    await settledView();
    assert.equal(await line.count(), 1);
    await wheel(900);
    await line.waitFor({ state: "detached" });
    const before = await settledView();
    assert.ok(before.fromEnd > 1000);
    await inbox.openSession("妈妈");
    await inbox.openSession("岛屿电台后援会");
    assert.ok(moved(before, await settledView()) <= 1);
    assert.equal(await line.count(), 0);
  });
});

describe("the days of a conversation", () => {
  it("say so when the calendar cannot be loaded, and it is tried again", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.page.route("**/calendar-dialog*.js", (route) => route.abort());
    await inbox.threadMenu("跳到某一天");
    const notice = inbox.page.getByRole("alert").filter({ hasText: "没有加载成功" });
    await notice.waitFor();
    await inbox.page.unroute("**/calendar-dialog*.js");
    await notice.getByRole("button", { name: "重试" }).click();
    const dialog = inbox.page.getByRole("dialog", { name: "跳到某一天" });
    await dialog.waitFor();
    await inbox.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  it("are gone to with keys, and the focus comes back", async () => {
    await inbox.openSession("贝斯手阿哲");
    await settledView();
    const top = inbox.page.locator(".day-on-top button");
    // Where the line of a day is at the upper edge itself, nothing names the day above it.
    for (let pixels = 600; pixels === 600 || (await top.count()) === 0; pixels = 80) {
      await wheel(-pixels);
      await settledView();
    }
    await top.focus();
    await top.press("Enter");
    const dialog = inbox.page.getByRole("dialog", { name: "跳到某一天" });
    await dialog.getByRole("grid").waitFor();
    await inbox.page.keyboard.press("PageUp"); // to the first day that was read
    const day = await inbox.page.evaluate(() => document.activeElement!.getAttribute("aria-label"));
    assert.match(day!, /^2\d+年\d+月\d+日星期.，\d+ 条消息$/);
    await inbox.page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    const lit = inbox.page.locator(".messages li.lit");
    await lit.waitFor();
    assert.equal(await inbox.page.evaluate(() => document.activeElement!.className), "day-name");
    await lit.waitFor({ state: "detached" });
  });

  it("begin with the first message that was read, from which one reads on", async () => {
    await inbox.openSession("小鹿乱撞");
    await settledView();
    await inbox.threadMenu("跳到第一条消息");
    const status = inbox.page.locator(".older-status");
    await status.getByRole("button", { name: "读取到最早的消息" }).click();
    await status.getByText(/已读取 [1-9]\d* 条/).waitFor();
    await status.getByRole("button", { name: "停止" }).click();
    await status.waitFor({ state: "detached" });
  });
});

describe("on a phone", () => {
  let wide: InboxPage;
  before(async () => {
    wide = inbox;
    inbox = await InboxPage.enter(browser, demo, phone);
  });
  after(async () => {
    await inbox.close();
    inbox = wide;
  });

  it("an address leads from a conversation to the list, and is there after a reload", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.page.reload();
    await waitForOpen("贝斯手阿哲");
    await inbox.page.locator(".thread .back").click();
    await inbox.page.locator(".session-pane").waitFor();
    await inbox.page.waitForFunction(() => location.hash === "");
    await inbox.openSession("妈妈");
    await inbox.page.goBack();
    await inbox.page.locator(".session-pane").waitFor();
  });

  it("the place stays the end when a keyboard comes and goes", async () => {
    await inbox.openSession("贝斯手阿哲");
    await settledView();
    for (const height of [420, 844]) {
      await inbox.page.setViewportSize({ width: 390, height });
      assert.ok((await settledView()).fromEnd <= 1, `${height}`);
    }
  });
});

describe("the address of a conversation of another account", () => {
  it("is gone back behind, and leads to the list", async () => {
    const depth = () => inbox.page.evaluate(() => Number((history.state as { depth?: number }).depth ?? 0));
    const inList = (depth: number) =>
      inbox.page.waitForFunction(
        (wanted) => location.hash === "" && ((history.state as { depth?: number }).depth ?? 0) === wanted,
        depth,
      );
    await inbox.openSession("贝斯手阿哲");
    await inbox.openSession("妈妈");
    assert.ok((await depth()) > 1);
    await inbox.page.locator(".account-button").click();
    await inbox.page.getByRole("menuitem", { name: "添加账号" }).click();
    await inbox.demo(second.nick);
    await inList(0);
    await inbox.page.goForward();
    await inList(1);
    assert.equal(await inbox.page.locator(".thread").count(), 0);
  });
});
