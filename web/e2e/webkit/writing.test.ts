// Writing, and what becomes of what is sent, in WebKit.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { simulator, type Demo } from "../harness.js";
import { Phone } from "../inbox-keeping.js";
import { withDemoAndWebKit, type WebKitInbox } from "./webkit-inbox.js";
import { Key } from "./webkit-page.js";

const peer = "贝斯手阿哲";
const field = ".composer textarea";

// One page for all.
let demo: Demo;
let inbox: WebKitInbox;
let phone: Phone;
withDemoAndWebKit(
  async (opened) => {
    ({ demo, inbox } = opened);
    await inbox.enterAnew();
    phone = await Phone.open(demo);
  },
  async () => {
    phone?.close();
    assert.deepEqual(await inbox.faults(), []);
  },
);
beforeEach(() => inbox.openConversation(peer));

const written = () => inbox.evaluate((field) => document.querySelector<HTMLTextAreaElement>(field)!.value, field);

/** The messages of the conversation at the gateway that have this in their text. */
async function atGateway(part: string): Promise<string[]> {
  const messages = await phone.messages((await phone.conversation(peer)).sessionId);
  return messages.map(({ metaData }) => metaData?.content ?? "").filter((text) => text.includes(part));
}

/** How many requests to send something have reached the gateway. */
async function sends(): Promise<number> {
  return (await simulator(demo).requests()).filter(({ methods }) => methods.includes("SendMessageAsync")).length;
}

describe("writing", () => {
  it("sends with Enter, breaks the line with Shift+Enter", async () => {
    await inbox.type(field, "第一行");
    await inbox.pressWith([Key.SHIFT], Key.ENTER);
    await inbox.type(field, "第二行");
    await inbox.type(field, Key.ENTER);
    await inbox.arrived("第二行");
    assert.deepEqual(await atGateway("第二行"), ["第一行\n第二行"]);
    assert.equal(await written(), "");
  });

  it("keeps a draft for each conversation, also over a reload", async () => {
    await inbox.type(field, "给阿哲的草稿");
    await inbox.openConversation("妈妈");
    assert.equal(await written(), "");
    await inbox.shown(".session", "[草稿] 给阿哲的草稿");
    await inbox.reload();
    await inbox.openConversation(peer);
    assert.equal(await written(), "给阿哲的草稿");
    await inbox.type(field, Key.ENTER);
    await inbox.arrived("给阿哲的草稿");
  });

  it("takes an emoji", async () => {
    await inbox.click(".composer button", /表情/);
    await inbox.click(".emoji-grid button");
    await inbox.press(Key.ESCAPE);
    assert.match(await written(), /\p{Extended_Pictographic}/u);
    await inbox.type(field, Key.ENTER);
    await inbox.until((field) => document.querySelector<HTMLTextAreaElement>(field)!.value === "", field);
  });
});

describe("a message", () => {
  it("that is refused says why, and is sent again when the user wants it", async () => {
    const data = { msg: "对方设置了不接收私信" };
    await simulator(demo).inject({ kind: "child", code: 10099, data, method: "SendMessageAsync" });
    await inbox.send("请收下");
    await inbox.shown(".failed", "对方设置了不接收私信");
    assert.deepEqual(await atGateway("请收下"), []);
    await inbox.click(".failed button", "重试");
    await inbox.arrived("请收下");
    await inbox.gone(".failed");
    assert.deepEqual(await atGateway("请收下"), ["请收下"]);
  });

  for (const { what, fault } of [
    { what: "that was lost with its connection", fault: { kind: "cutBeforeHeaders" } },
    { what: "that was lost behind a busy server", fault: { kind: "status", status: 502 } },
  ]) {
    it(`${what} is sent once more, by the user alone`, async () => {
      const before = await sends();
      await simulator(demo).inject({ ...fault, method: "SendMessageAsync" });
      await inbox.send(`没到的 ${fault.kind}`);
      await inbox.shown(".failed", "未发送");
      assert.equal((await sends()) - before, 1);
      await inbox.click(".failed button", "重试");
      await inbox.arrived(`没到的 ${fault.kind}`);
      assert.equal((await sends()) - before, 2);
      assert.equal((await atGateway(`没到的 ${fault.kind}`)).length, 1);
    });
  }

  it("that arrived although its answer was lost is found, and not sent again", async () => {
    const before = await sends();
    await simulator(demo).inject({ kind: "cutBeforeHeaders", applied: true, method: "SendMessageAsync" });
    await inbox.send("其实到了");
    await inbox.arrived("其实到了");
    await inbox.gone(".failed");
    assert.equal((await sends()) - before, 1);
    assert.deepEqual(await atGateway("其实到了"), ["其实到了"]);
  });

  it("that failed is there after a reload, and can be given up", async () => {
    await simulator(demo).inject({ kind: "child", code: 10099, method: "SendMessageAsync" });
    await inbox.send("算了");
    await inbox.shown(".failed", "未发送");
    await inbox.reload();
    await inbox.openConversation(peer);
    await inbox.click(".failed button", "放弃");
    await inbox.click(".question .danger");
    await inbox.gone(".messages li", "算了");
  });

  it("keeps its place among those that were written", async () => {
    for (const text of ["次序一", "次序二", "次序三"]) await inbox.send(text);
    await inbox.arrived("次序三");
    assert.deepEqual(await atGateway("次序"), ["次序一", "次序二", "次序三"]);
  });
});
