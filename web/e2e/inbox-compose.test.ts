// Writing and sending.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { simulator, type Demo } from "./harness.js";
import { enterBeforeEach, type InboxPage } from "./inbox-page.js";

let demo: Demo;
let inbox: InboxPage;
enterBeforeEach(/Failed to load resource: the server responded/, (opened) => ({ demo, inbox } = opened));
beforeEach(() => inbox.openSession("贝斯手阿哲"));

/** What was sent, as the browser sent it. */
async function recordSends(): Promise<{ client_key: string; meta_data: { content: string } }[]> {
  const sent: { client_key: string; meta_data: { content: string } }[] = [];
  inbox.page.on("request", (request) => {
    const body = request.postData();
    if (body?.includes("SendMessageAsync")) sent.push(JSON.parse(body).req_0.param);
  });
  return sent;
}

const failing = () => inbox.page.locator(".failed");

describe("writing", () => {
  it("sends with Enter, breaks the line with Shift+Enter", async () => {
    const sent = await recordSends();
    await inbox.field.pressSequentially("第一行");
    await inbox.field.press("Shift+Enter");
    await inbox.field.pressSequentially("第二行");
    assert.equal(sent.length, 0);
    await inbox.field.press("Enter");
    await inbox.message("第二行").locator(".bubble:not(.is-waiting)").waitFor();
    assert.deepEqual(
      sent.map((one) => one.meta_data.content),
      ["第一行\n第二行"],
    );
    assert.equal(await inbox.field.inputValue(), "");
  });

  it("sends nothing while an input method is composing", async () => {
    const sent = await recordSends();
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
    await inbox.message("你好").locator(".bubble:not(.is-waiting)").waitFor();
    assert.deepEqual(
      sent.map((one) => one.meta_data.content),
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
    await inbox.message("在路上").locator(".is-waiting").waitFor();
  });

  it("shows the message once when it was sent", async () => {
    await inbox.send("真的到了");
    await inbox.message("真的到了").locator(".bubble:not(.is-waiting)").waitFor();
    assert.equal(await inbox.message("真的到了").count(), 1);
  });

  it("that is refused says why, and is tried again with the same key", async () => {
    const sent = await recordSends();
    const data = { msg: "对方设置了不接收私信" };
    await simulator(demo).inject({ kind: "child", code: 10099, data, method: "SendMessageAsync" });
    await inbox.send("请收下");
    await failing().waitFor();
    const said = await failing().innerText();
    assert.match(said, /未发送/);
    assert.match(said, /10099/);
    assert.match(said, /对方设置了不接收私信/);
    assert.equal(sent.length, 1, "nothing is sent again by itself");
    await inbox.message("请收下").getByRole("button", { name: "重发" }).click();
    await inbox.message("请收下").locator(".bubble:not(.is-waiting, .is-failed)").waitFor();
    assert.equal(sent.length, 2);
    assert.equal(sent[0]!.client_key, sent[1]!.client_key);
    assert.notEqual(sent[0]!.client_key, "");
  });

  it("that may have arrived says so, and looking tells that it did not", async () => {
    const sent = await recordSends();
    await simulator(demo).inject({ kind: "status", status: 502, method: "SendMessageAsync" });
    await inbox.send("到了没有");
    assert.match(await failing().innerText(), /可能已经送达，重发之前请先看看/);
    await failing().getByRole("button", { name: "看看有没有送达" }).click();
    await failing().getByText("会话里没有这条消息").waitFor();
    assert.equal(sent.length, 1);
    await failing().getByRole("button", { name: "仍然重发" }).click();
    await failing().waitFor({ state: "detached" });
    assert.equal(sent[0]!.client_key, sent[1]!.client_key);
    assert.equal(await inbox.message("到了没有").count(), 1);
  });

  it("that may have arrived and did is found by looking, and not sent again", async () => {
    const sent = await recordSends();
    await simulator(demo).inject({ kind: "status", status: 502, applied: true, method: "SendMessageAsync" });
    await inbox.send("其实到了");
    await failing().waitFor({ state: "detached" });
    await inbox.message("其实到了").locator(".bubble:not(.is-waiting, .is-failed)").waitFor();
    assert.equal(await inbox.message("其实到了").count(), 1);
    assert.equal(sent.length, 1);
  });

  it("that failed can be given up", async () => {
    await simulator(demo).inject({ kind: "child", code: 10099, method: "SendMessageAsync" });
    await inbox.send("算了");
    await failing().getByRole("button", { name: "放弃" }).click();
    await inbox.message("算了").waitFor({ state: "detached" });
  });

  it("keeps the order of what was written", async () => {
    const sent = await recordSends();
    for (const text of ["一", "二", "三"]) await inbox.send(text);
    await inbox.page.locator(".is-waiting").first().waitFor({ state: "detached" });
    await inbox.page.waitForFunction(() => document.querySelectorAll(".is-waiting").length === 0);
    assert.deepEqual(
      sent.map((one) => one.meta_data.content),
      ["一", "二", "三"],
    );
  });
});
