// What is written is sent once, whatever comes between.

import assert from "node:assert/strict";
import { after, afterEach, beforeEach, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { Phone } from "./inbox-keeping.js";
import { InboxPage, sample, second } from "./inbox-page.js";
import { isForMessages, isSend, later, sendsOf, type Sent } from "./inbox-sends.js";

const peer = "贝斯手阿哲";

let demo: Demo;
let browser: Browser;
let inbox: InboxPage;
let page: Page;
let phone: Phone;
let sent: Sent[];

withDemoAndBrowser((started) => ({ demo, browser } = started));
beforeEach(async () => {
  await simulator(demo).reset();
  phone?.close();
  phone = await Phone.open(demo);
  inbox = await InboxPage.open(browser, demo, {}, /Failed to load resource/);
  page = inbox.page;
  sent = sendsOf(page.context());
});
afterEach(() => inbox.close());
after(() => phone?.close());

/** Enters, and opens the conversation. */
async function enter() {
  await inbox.demo(sample.nick);
  await inbox.openSession(peer);
}

/** How often each of these texts stands in the conversation at the gateway. */
async function arrived(...texts: string[]): Promise<number[]> {
  const messages = await phone.messages((await phone.conversation(peer)).sessionId);
  return texts.map((text) => messages.filter(({ metaData }) => metaData?.content === text).length);
}

/** Everything has left the outbox. */
const nothingWaits = (of: InboxPage) =>
  of.page.waitForFunction(() => document.querySelectorAll(".is-waiting, .is-sending, .failed").length === 0);

/** The keys that are kept of messages in the outbox, in order. */
const keysKept = () =>
  page.evaluate(() =>
    Object.values({ ...sessionStorage } as Record<string, string>)
      .filter((record) => record.includes('"clientKey"'))
      .map((record) => JSON.parse(record) as { clientKey: string; order: number })
      .sort((one, other) => one.order - other.order)
      .map(({ clientKey }) => clientKey),
  );

describe("without network", () => {
  it("messages wait, and go by themselves when it is back, in order and with the keys they had", async () => {
    await enter();
    await page.context().setOffline(true);
    const texts = ["离线一", "离线二", "离线三"];
    for (const text of texts) await inbox.send(text);
    await page.waitForFunction(() => document.querySelectorAll(".is-waiting").length === 3);
    for (const text of texts) await inbox.message(text).locator(".waits", { hasText: "等待网络" }).waitFor();
    const keys = await keysKept();
    assert.equal(new Set(keys).size, 3);
    assert.deepEqual(sent, []);
    await page.context().setOffline(false);
    await nothingWaits(inbox);
    assert.deepEqual(
      sent,
      texts.map((text, i) => ({ key: keys[i], text })),
    );
    assert.deepEqual(await arrived(...texts), [1, 1, 1]);
    assert.deepEqual(await keysKept(), []);
  });
});

describe("a reload while a message is on its way", () => {
  for (const { what, arrives } of [
    { what: "that arrived finds it and does not send it again", arrives: true },
    { what: "that did not arrive leaves it to the user", arrives: false },
  ]) {
    it(what, async () => {
      await enter();
      const [reached, reach] = later();
      await page.route("**/cgi-bin/**", async (route) => {
        if (!isSend(route.request())) return route.continue();
        if (arrives) await route.fetch();
        reach(); // and no answer
      });
      await inbox.send("路上的消息");
      await reached;
      await inbox.message("路上的消息").locator(".is-sending").waitFor();
      await page.reload();
      await page.unroute("**/cgi-bin/**"); // earlier, it would let the message through
      await inbox.openSession(peer);
      if (!arrives) {
        const failed = inbox.message("路上的消息").locator(".failed");
        await failed.getByText("未发送").waitFor();
        assert.equal(sent.length, 1, "it is not sent by itself");
        await failed.getByRole("button", { name: "重试" }).click();
      }
      await nothingWaits(inbox);
      await inbox.message("路上的消息").waitFor();
      assert.equal(await inbox.message("路上的消息").count(), 1);
      assert.deepEqual(await arrived("路上的消息"), [1]);
      assert.equal(sent.length, arrives ? 1 : 2);
      assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
    });
  }
});

describe("a tab that is closed while a message is on its way", () => {
  it("leaves it to another tab, which does not send it by itself", async () => {
    await inbox.signInOnDisk(sample);
    const other = await inbox.anotherTab();
    for (const tab of [inbox, other]) await tab.openSession(peer);
    await simulator(demo).inject({ kind: "cutBeforeHeaders", delayMs: 60_000, method: "SendMessageAsync" });
    const left = page.waitForRequest(isSend);
    await inbox.send("没送到的消息");
    await left;
    await other.message("没送到的消息").locator(".is-sending").waitFor();
    await page.close();
    const failed = other.message("没送到的消息").locator(".failed");
    await failed.getByText("发送途中页面被关闭").waitFor();
    assert.deepEqual(await arrived("没送到的消息"), [0]);
    await failed.getByRole("button", { name: "重试" }).click();
    await nothingWaits(other);
    assert.deepEqual(await arrived("没送到的消息"), [1]);
    assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
  });
});

describe("a message that failed", () => {
  it("is there after a reload, and after using another account", async () => {
    await enter();
    await simulator(demo).inject({ kind: "child", code: 10099, method: "SendMessageAsync" });
    await inbox.send("没发出去");
    await inbox.message("没发出去").getByText("未发送").waitFor();
    await page.reload();
    await inbox.openSession(peer);
    await inbox.message("没发出去").getByText("未发送").waitFor();
    await page.locator(".account-button").click();
    await page.getByRole("menuitem", { name: "添加账号…" }).click();
    await inbox.demo(second.nick);
    await page.getByRole("button", { name: `当前账号: ${second.nick}` }).click();
    await page.getByRole("menuitemradio", { name: sample.nick }).click();
    await page.getByRole("button", { name: `当前账号: ${sample.nick}` }).waitFor();
    await inbox.session(peer).locator(".failed-mark").waitFor();
    await inbox.openSession(peer);
    await inbox.message("没发出去").getByText("未发送").waitFor();
    assert.equal(sent.length, 1);
  });
});

describe("five tabs of an account", () => {
  it("send each message that waits once", { timeout: 120_000 }, async () => {
    await inbox.signInOnDisk(sample);
    const tabs = [inbox];
    while (tabs.length < 5) tabs.push(await inbox.anotherTab());
    for (const tab of tabs) await tab.openSession(peer);
    await page.context().setOffline(true);
    const texts = tabs.map((_, i) => `第 ${i + 1} 个标签页写的`);
    for (const [i, tab] of tabs.entries()) await tab.send(texts[i]!);
    for (const tab of tabs) await tab.page.waitForFunction(() => document.querySelectorAll(".is-waiting").length === 5);
    await page.context().setOffline(false);
    for (const tab of tabs) await nothingWaits(tab);
    assert.deepEqual(await arrived(...texts), [1, 1, 1, 1, 1]);
    assert.deepEqual(sent.map(({ text }) => text).sort(), texts);
  });
});

describe("a message that the gateway took without giving it back", () => {
  const says = "内容正在审核";
  const shown = () => inbox.message("收到了吗").locator(".accepted");

  it("stays with what the gateway said until the conversation has it", async () => {
    await enter();
    let canSee = false;
    await page.route("**/cgi-bin/**", async (route) => {
      if (isForMessages(route.request()) && !canSee) return route.abort();
      if (!isSend(route.request())) return route.continue();
      const response = await route.fetch();
      const json = await response.json();
      Object.assign(json.req_0.data, { messages: [], tips: says });
      await route.fulfill({ response, json });
    });
    await inbox.send("收到了吗");
    await shown().getByText("网关已接收，但还没有出现在会话里").waitFor();
    await shown().getByText(says).waitFor();
    canSee = true;
    await shown().waitFor({ state: "detached", timeout: 30_000 });
    assert.equal(await inbox.message("收到了吗").count(), 1);
    assert.equal(sent.length, 1);
  });

  it("and that never comes stays until it is given up, also after a reload", async () => {
    await enter();
    await page.route("**/cgi-bin/**", async (route) => {
      if (!isSend(route.request())) return route.continue();
      const data = { messages: [], session: null, tips: says, msg: "", reason: 0 };
      await route.fulfill({ json: { code: 0, req_0: { code: 0, data } } });
    });
    await inbox.send("收到了吗");
    await shown().getByText(says).waitFor();
    await page.waitForResponse((response) => isForMessages(response.request()));
    await page.reload();
    await inbox.openSession(peer);
    await shown().getByText(says).waitFor();
    await shown().getByRole("button", { name: "放弃" }).click();
    await page.locator(".question .danger").click();
    await inbox.message("收到了吗").waitFor({ state: "detached" });
    await page.reload();
    await inbox.openSession(peer);
    assert.equal(await inbox.message("收到了吗").count(), 0);
    assert.equal(sent.length, 1);
  });
});
