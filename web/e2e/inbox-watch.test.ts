// New messages, and when not to ask for them.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { simulator, type Demo } from "./harness.js";
import { enterBeforeEach, sample, type InboxPage } from "./inbox-page.js";

let demo: Demo;
let inbox: InboxPage;
enterBeforeEach(/Failed to load resource/, (opened) => ({ demo, inbox } = opened));

const unread = async () => Number(/\((\d+)/.exec(await inbox.page.title())?.[1] ?? 0);

describe("a new message", () => {
  it("appears in the open conversation, and is said to a screen reader", async () => {
    await inbox.openSession("贝斯手阿哲");
    const sessionId = await inbox.page.locator(".session.current .session-open").getAttribute("data-session");
    await simulator(demo).incoming({ musicid: sample.musicid, sessionId: sessionId!, text: "排练改到七点" });
    await inbox.message("排练改到七点").waitFor();
    const said = inbox.page.locator("[aria-live=polite]").filter({ hasText: "贝斯手阿哲：排练改到七点" });
    await said.waitFor({ state: "attached" });
    assert.equal(
      await inbox.page.locator(".messages [aria-live], .messages[aria-live]").count(),
      0,
      "history is silent",
    );
  });

  it("of another conversation moves it to the top and counts", async () => {
    assert.equal(await inbox.page.title(), "(99+) 私信");
    await inbox.listMenu("全部标为已读");
    await inbox.page.locator(".question .danger").click();
    await inbox.page.waitForFunction(() => document.title === "私信");
    const sessionId = await inbox.session("妈妈").locator(".session-open").getAttribute("data-session");
    const icon = () => inbox.page.locator("link[rel=icon]").getAttribute("href");
    const plain = await icon();
    await simulator(demo).incoming({ musicid: sample.musicid, sessionId: sessionId!, text: "周末回来吗" });
    await inbox.page.locator(".session").first().getByText("周末回来吗").waitFor();
    assert.equal(await unread(), 1);
    assert.notEqual(await icon(), plain);
    await inbox.openSession("妈妈");
    await inbox.page.waitForFunction(() => document.title === "私信");
  });

  it("of a new person makes a conversation", async () => {
    await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: "你好呀" });
    await inbox.page.locator(".session").first().getByText("你好呀").waitFor();
  });

  it("does not take away what is being read", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.page.locator(".messages").evaluate((view) => (view.scrollTop = 900));
    await inbox.page.locator(".to-newest").waitFor();
    const sessionId = await inbox.page.locator(".session.current .session-open").getAttribute("data-session");
    await simulator(demo).incoming({ musicid: sample.musicid, sessionId: sessionId!, text: "看到了吗" });
    await inbox.page.locator(".to-newest", { hasText: "1 条新消息" }).click();
    await inbox.message("看到了吗").waitFor();
  });
});

describe("a rate limit", () => {
  const limit = { kind: "child", code: 2001, method: "GetSessionList" };
  const page = "https://y.qq.com/feedback";

  it("stops the asking, counts down and names the page that ends it", async () => {
    await simulator(demo).inject({ ...limit, times: -1, data: { feedbackURL: page } });
    const countdown = inbox.page.locator(".countdown");
    await countdown.waitFor();
    const link = inbox.page.getByRole("link", { name: "打开验证页面" });
    assert.equal(await link.getAttribute("href"), page);
    const asked = (await simulator(demo).requests()).length;
    const seconds = async () => Number(/(\d+) 秒/.exec(await countdown.innerText())![1]);
    const first = await seconds();
    assert.ok(first > 20 && first <= 30);
    await inbox.page.waitForFunction(
      (from) => Number(/(\d+) 秒/.exec(document.querySelector(".countdown")!.textContent!)![1]) <= from - 3,
      first,
    );
    assert.equal((await simulator(demo).requests()).length, asked, "nothing is asked meanwhile");
    await simulator(demo).reset();
    await inbox.page.getByRole("button", { name: "现在重试" }).click();
    await countdown.waitFor({ state: "detached" });
  });
});

describe("without network", () => {
  it("says so, and goes on by itself when it is back", async () => {
    await inbox.page.context().setOffline(true);
    await inbox.page.locator(".banner", { hasText: "没有网络连接" }).waitFor();
    await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: "断网时来的" });
    await inbox.page.context().setOffline(false);
    await inbox.page.locator(".banner").waitFor({ state: "detached" });
    await inbox.session("断网时来的").waitFor();
  });
});
