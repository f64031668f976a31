// What is done with messages, and what helps to write them.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe } from "node:test";
import type { Browser } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { simulator, type Demo } from "./harness.js";
import { InboxPage } from "./inbox-page.js";
import { sendsOf } from "./inbox-sends.js";
import { it } from "./tests-of-engine.js";

let demo: Demo;
let browser: Browser;
let inbox: InboxPage;
withDemoAndBrowser((started) => ({ demo, browser } = started));

/** Opens a conversation for the tests of a suite: each leaves it as the next one needs it. */
function openBefore() {
  before(async () => {
    await simulator(demo).reset();
    inbox = await InboxPage.enter(browser, demo, {}, /Failed to load resource/);
    await inbox.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await inbox.openSession("贝斯手阿哲");
  });
  after(() => inbox.close());
}

const clipboard = () => inbox.page.evaluate(() => navigator.clipboard.readText());
const bubbles = () => inbox.page.locator(".messages li .bubble");
const item = (name: string) => inbox.page.getByRole("menuitem", { name, exact: true });
const count = () => inbox.page.locator(".selection-count");
const focused = () => inbox.page.evaluate(() => document.activeElement?.className ?? "");

describe("a message", () => {
  openBefore();

  it("has a menu by right click, and over a selected text the browser has its own", async () => {
    const last = bubbles().last();
    await last.click({ button: "right" });
    await item("复制（含名字和时间）").click();
    await inbox.page.getByText("已复制").waitFor();
    assert.match(await clipboard(), /^贝斯手阿哲 \d{4}年.*\n已经开始讨厌了🥲$/);
    await last.locator(".message-text").selectText();
    await last.click({ button: "right" });
    assert.equal(await inbox.page.locator(".menu").count(), 0);
    await inbox.page.evaluate(() => getSelection()!.empty());
  });

  it("has a menu by key", async () => {
    await inbox.page.locator(".messages").press("ArrowUp");
    await inbox.page.locator(".messages li:focus").press("Shift+F10");
    await item("复制").press("Enter");
    await inbox.page.waitForFunction(async () => (await navigator.clipboard.readText()) === "已经开始讨厌了🥲");
  });

  it("shows its time beside it to whoever points at it, without moving", async () => {
    const row = inbox.message("我把《一百种蓝》设成起床闹钟了");
    const time = row.locator("time");
    const before = await row.boundingBox();
    assert.equal(await time.evaluate((one) => getComputedStyle(one).clipPath), "inset(50%)");
    await row.hover();
    assert.equal(await time.evaluate((one) => getComputedStyle(one).clipPath), "none");
    assert.match(await time.innerText(), /^\d\d:\d\d$/);
    assert.deepEqual(await row.boundingBox(), before);
  });

  it("shows all that came of it", async () => {
    await bubbles().last().click({ button: "right" });
    await item("详情").click();
    const details = inbox.page.getByRole("dialog", { name: "消息详情" });
    await details.getByText("收到的内容", { exact: true }).click();
    assert.match(await details.locator("pre").innerText(), /"content": "已经开始讨厌了🥲"/);
    await inbox.page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
    assert.match(await focused(), /round/);
  });

  it("on its way has a menu by right click and by key too", async () => {
    await inbox.page.context().setOffline(true);
    await inbox.send("等有网络再发");
    const waiting = inbox.message("等有网络再发");
    await waiting.locator(".bubble").click({ button: "right" });
    await item("复制（含名字和时间）").click();
    await inbox.page.getByText("已复制").waitFor();
    assert.match(await clipboard(), /^我 \d{4}年.*\n等有网络再发$/);
    await inbox.page.locator(".messages").press("ArrowUp");
    await inbox.page.locator(".messages li:focus").press("Enter");
    await item("复制").press("Enter");
    await inbox.page.waitForFunction(async () => (await navigator.clipboard.readText()) === "等有网络再发");
    assert.equal(await waiting.evaluate((row) => row.contains(document.activeElement)), true);
  });
});

describe("several messages", () => {
  openBefore();
  beforeEach(async () => {
    await bubbles().last().click({ button: "right" });
    await item("选择多条").click();
    await count().getByText("已选 1 条").waitFor();
  });

  it("are selected by keys and copied, the oldest first", async () => {
    await inbox.page.keyboard.press("Shift+ArrowUp");
    await count().getByText("已选 2 条").waitFor();
    await inbox.page.keyboard.press("Shift+ArrowUp");
    await count().getByText("已选 3 条").waitFor();
    await inbox.page.keyboard.press("Space");
    await count().getByText("已选 2 条").waitFor();
    await inbox.page.getByRole("toolbar").getByRole("button", { name: "复制" }).click();
    await inbox.page.getByText("已复制").waitFor();
    assert.match(await clipboard(), /^我 .*\n你会讨厌它的\n\n贝斯手阿哲 .*\n已经开始讨厌了🥲$/);
    await inbox.page.keyboard.press("Escape");
    await count().waitFor({ state: "detached" });
    assert.match(await focused(), /row/);
  });

  it("are deleted after one question, and those that are refused are said to be left", async () => {
    await bubbles()
      .nth(-3)
      .click({ modifiers: ["Shift"] });
    await count().getByText("已选 3 条").waitFor();
    await simulator(demo).inject({ kind: "child", code: 10099, method: "DeleteMessage", skip: 1, times: 1 });
    await inbox.page.getByRole("toolbar").getByRole("button", { name: "删除" }).click();
    await inbox.page.locator(".question .danger").click();
    await count().getByText("已删除 2 条。还有 1 条没有删除").waitFor();
    assert.equal(await inbox.page.locator(".tick[aria-checked=true]").count(), 1);
    await inbox.message("你会讨厌它的").locator(".tick[aria-checked=true]").waitFor();
    await inbox.message("已经开始讨厌了").waitFor({ state: "detached" });
  });
});

describe("the place to write", () => {
  openBefore();

  it("keeps quick replies, and puts them where the caret is", async () => {
    await inbox.field.fill("稍等，马上到");
    const more = inbox.page.getByRole("button", { name: "快捷回复与更多" });
    await more.click();
    await item("把正在写的存为快捷回复").click();
    await inbox.page.getByText("已存为快捷回复").waitFor();
    await inbox.page.reload();
    await inbox.openSession("小鹿乱撞");
    await inbox.field.fill("好的！谢谢");
    await inbox.field.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 5));
    await more.click();
    await item("稍等，马上到").click();
    assert.equal(await inbox.field.inputValue(), "好的！稍等，马上到");
    assert.ok(await inbox.field.evaluate((field) => field === document.activeElement));
    await more.click();
    await item("编辑快捷回复…").click();
    await inbox.page.getByRole("button", { name: "删除“稍等，马上到”" }).click();
    await inbox.page.getByText("还没有快捷回复").waitFor();
    await inbox.page.getByLabel("新的快捷回复").fill("没按添加");
    await inbox.page.keyboard.press("Escape");
    await more.click();
    await item("编辑快捷回复…").click();
    await inbox.page.getByLabel("第 1 条快捷回复").fill("改过");
    await inbox.page.keyboard.press("Escape");
    await more.click();
    await item("改过").press("Escape");
  });

  it("has the emoji of the system, says when they cannot be loaded, and gives the focus back", async () => {
    const part = /emoji-picker-.*\.js/;
    await inbox.page.route(part, (route) => route.abort());
    await inbox.field.fill("你好");
    await inbox.page.getByRole("button", { name: "表情" }).click();
    const emoji = inbox.page.getByRole("dialog", { name: "表情" });
    await emoji.getByText("这一部分没有加载成功").waitFor();
    await inbox.page.unroute(part);
    await emoji.getByRole("button", { name: "重试" }).click();
    await emoji.getByRole("button", { name: "笑哭了" }).click();
    await emoji.getByLabel("搜索表情").first().fill("红心");
    await emoji.getByLabel("搜索表情").first().press("Enter");
    await inbox.page.keyboard.press("Escape");
    await emoji.waitFor({ state: "detached" });
    assert.equal(await inbox.field.inputValue(), "你好😂❤️");
    assert.ok(await inbox.field.evaluate((field) => field === document.activeElement));
  });

  it("sends with Ctrl Enter alone when that is the setting", async () => {
    const sent = sendsOf(inbox.page.context());
    await inbox.page.getByRole("button", { name: "设置" }).click();
    await inbox.page.getByRole("button", { name: "Ctrl+Enter" }).click();
    await inbox.page.locator("dialog.settings").getByRole("button", { name: "关闭" }).click();
    await inbox.page.getByText("Ctrl+Enter 发送，Enter 换行").waitFor();
    await inbox.field.fill("");
    await inbox.field.pressSequentially("第一行");
    await inbox.field.press("Enter");
    await inbox.field.pressSequentially("第二行");
    assert.equal(sent.length, 0);
    await inbox.field.press("Control+Enter");
    await inbox.message("第二行").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
    assert.deepEqual(
      sent.map((one) => one.text),
      ["第一行\n第二行"],
    );
  });

  it("and the head of the conversation stay where they are when what belongs to it comes", async () => {
    const places = () =>
      inbox.page.evaluate(() =>
        [".thread h2 bdi", ".composer textarea", ".composer .send"].map((one) => {
          const { left, top, height } = document.querySelector(one)!.getBoundingClientRect();
          return [left, top, height];
        }),
      );
    await simulator(demo).inject({ kind: "", delayMs: 1000, method: "GetFriendFloatingIcon" });
    await inbox.openSession("🌙月亮邮差📮");
    const before = await places();
    assert.equal(await inbox.page.locator(".friendship").count(), 0);
    await inbox.page.locator(".friendship").waitFor();
    assert.deepEqual(await places(), before);
  });

  it("does not give way to a file that is dropped on it, and says that only texts are sent", async () => {
    const prevented = await inbox.field.evaluate((field) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["x"], "x.png", { type: "image/png" }));
      const dropped = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
      return !field.dispatchEvent(dropped);
    });
    assert.ok(prevented);
    await inbox.page.getByText("从这里只能发送文字").waitFor();
  });
});
