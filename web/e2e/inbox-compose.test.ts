// Writing and sending.

import assert from "node:assert/strict";
import { beforeEach, describe } from "node:test";
import { simulator, type Demo } from "./harness.js";
import { enterBeforeEach, type InboxPage } from "./inbox-page.js";
import { sendsOf } from "./inbox-sends.js";
import { it } from "./tests-of-engine.js";

let demo: Demo;
let inbox: InboxPage;
enterBeforeEach(/Failed to load resource: the server responded/, (opened) => ({ demo, inbox } = opened));
beforeEach(() => inbox.openSession("贝斯手阿哲"));

const failing = () => inbox.page.locator(".failed");

describe("writing", () => {
  it("sends with Enter, breaks the line with Shift+Enter", async () => {
    const sent = sendsOf(inbox.page.context());
    await inbox.field.pressSequentially("第一行");
    await inbox.field.press("Shift+Enter");
    await inbox.field.pressSequentially("第二行");
    assert.equal(sent.length, 0);
    await inbox.field.press("Enter");
    await inbox.message("第二行").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
    assert.deepEqual(
      sent.map((one) => one.text),
      ["第一行\n第二行"],
    );
    assert.equal(await inbox.field.inputValue(), "");
  });

  it("sends nothing while an input method is composing", async () => {
    const sent = sendsOf(inbox.page.context());
    await inbox.field.focus();
    const input = await inbox.page.context().newCDPSession(inbox.page);
    await input.send("Input.imeSetComposition", { text: "nihao", selectionStart: 5, selectionEnd: 5 });
    await inbox.field.press("Enter");
    await inbox.field.evaluate((field) =>
      field.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }),
      ),
    );
    assert.equal(await inbox.page.locator(".is-waiting, .failed").count(), 0);
    await input.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
    await inbox.field.fill("你好");
    await inbox.field.press("Enter");
    await inbox.message("你好").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
    assert.deepEqual(
      sent.map((one) => one.text),
      ["你好"],
    );
  });

  it("keeps a draft for each conversation, also over a reload", async () => {
    await inbox.field.fill("给阿哲的草稿");
    await inbox.openSession("小鹿乱撞");
    assert.equal(await inbox.field.inputValue(), "");
    await inbox.field.fill("给小鹿的草稿");
    assert.match(await inbox.session("贝斯手阿哲").innerText(), /\[草稿\]/);
    await inbox.page.reload();
    await inbox.openSession("贝斯手阿哲");
    assert.equal(await inbox.field.inputValue(), "给阿哲的草稿");
    await inbox.openSession("小鹿乱撞");
    assert.equal(await inbox.field.inputValue(), "给小鹿的草稿");
  });
});

describe("sending", () => {
  it("shows the message at once", async () => {
    await simulator(demo).inject({ kind: "", delayMs: 60_000, method: "SendMessageAsync" });
    await inbox.send("在路上");
    await inbox.message("在路上").locator(".is-sending").waitFor();
  });

  it("shows the message once when it was sent", async () => {
    await inbox.send("真的到了");
    await inbox.message("真的到了").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
    assert.equal(await inbox.message("真的到了").count(), 1);
  });

  it("that is refused says so in one line and why behind it, and is tried again with the same key", async () => {
    const sent = sendsOf(inbox.page.context());
    const data = { msg: "对方设置了不接收私信" };
    await simulator(demo).inject({ kind: "child", code: 10099, data, method: "SendMessageAsync" });
    await inbox.send("请收下");
    await failing().waitFor();
    assert.match(
      (await failing().innerText()).replace(/\s+/g, " "),
      /^未发送 · 重试 · 放弃 网关拒绝了这次操作: 对方设置了不接收私信$/,
    );
    await failing().locator(".why > summary").click();
    assert.match(await failing().innerText(), /10099/);
    assert.equal(sent.length, 1, "nothing is sent again by itself");
    await inbox.message("请收下").getByRole("button", { name: "重试" }).click();
    await inbox.message("请收下").locator(".bubble:not(.is-waiting, .is-sending, .is-failed)").waitFor();
    assert.equal(sent.length, 2);
    assert.equal(sent[0]!.key, sent[1]!.key);
    assert.notEqual(sent[0]!.key, "");
  });

  it("that failed marks the conversation in the list", async () => {
    await simulator(demo).inject({ kind: "child", code: 10099, method: "SendMessageAsync" });
    await inbox.send("请收下");
    await failing().waitFor();
    await inbox.session("贝斯手阿哲").locator(".failed-mark").waitFor();
    await failing().getByRole("button", { name: "放弃" }).click();
    await inbox.page.locator(".question .danger").click();
    await inbox.session("贝斯手阿哲").locator(".failed-mark").waitFor({ state: "detached" });
  });

  it("that may have arrived is looked for at once; when it is not there the user decides", async () => {
    const sent = sendsOf(inbox.page.context());
    await simulator(demo).inject({ kind: "status", status: 502, method: "SendMessageAsync" });
    await inbox.send("到了没有");
    await failing().getByText("未发送").waitFor();
    assert.equal(sent.length, 1);
    await failing().getByRole("button", { name: "重试" }).click();
    await inbox.message("到了没有").locator(".bubble:not(.is-waiting, .is-sending, .is-failed)").waitFor();
    assert.equal(sent[0]!.key, sent[1]!.key);
    assert.equal(await inbox.message("到了没有").count(), 1);
  });

  it("of which nobody can say whether it arrived says that, and is looked for again", async () => {
    const sent = sendsOf(inbox.page.context());
    await simulator(demo).inject({ kind: "status", status: 502, applied: true, method: "SendMessageAsync" });
    await simulator(demo).inject({ kind: "status", status: 502, method: "GetMessage", times: -1 });
    await inbox.send("不知道到了没有");
    await failing().getByText("可能已经送达，重发之前请先看看").waitFor();
    await failing().getByRole("button", { name: "看看有没有送达" }).click();
    await failing().getByText("可能已经送达，重发之前请先看看").waitFor();
    await simulator(demo).clearFaults();
    await failing().waitFor({ state: "detached" }); // found by itself once the gateway answers
    assert.equal(await inbox.message("不知道到了没有").count(), 1);
    assert.equal(sent.length, 1);
  });

  it("that may have arrived and did is found by looking, and not sent again", async () => {
    const sent = sendsOf(inbox.page.context());
    await simulator(demo).inject({ kind: "status", status: 502, applied: true, method: "SendMessageAsync" });
    await inbox.send("其实到了");
    await failing().waitFor({ state: "detached" });
    await inbox.message("其实到了").locator(".bubble:not(.is-waiting, .is-sending, .is-failed)").waitFor();
    assert.equal(await inbox.message("其实到了").count(), 1);
    assert.equal(sent.length, 1);
  });

  it("that failed can be given up", async () => {
    await simulator(demo).inject({ kind: "child", code: 10099, method: "SendMessageAsync" });
    await inbox.send("算了");
    await failing().getByRole("button", { name: "放弃" }).click();
    await inbox.page.locator(".question .danger").click();
    await inbox.message("算了").waitFor({ state: "detached" });
  });

  it("keeps the order of what was written", async () => {
    const sent = sendsOf(inbox.page.context());
    for (const text of ["一", "二", "三"]) await inbox.send(text);
    await inbox.page.waitForFunction(() => document.querySelectorAll(".is-waiting, .is-sending").length === 0);
    assert.deepEqual(
      sent.map((one) => one.text),
      ["一", "二", "三"],
    );
  });
});
