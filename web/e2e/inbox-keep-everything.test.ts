// A job that reads all messages into what is kept on this computer.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { simulator, type Demo } from "./harness.js";
import {
  closeSettings,
  cutOff,
  enterWithPhone,
  keepBox,
  keepMessages,
  openSettings,
  type Phone,
  putThrough,
  readThrough,
} from "./inbox-keeping.js";
import type { InboxPage } from "./inbox-page.js";

let demo: Demo;
let inbox: InboxPage;
let phone: Phone;
enterWithPhone((opened) => ({ demo, inbox, phone } = opened));

const section = () => inbox.page.locator(".keeping");
const press = (name: string) => section().getByRole("button", { name, exact: true }).click();
const asked = async () =>
  (await simulator(demo).requests()).filter(({ methods }) => methods.includes("GetMessage")).length;

describe("keeping everything", () => {
  it("reads all but what is unread, says what that is, and has it after a reload", async () => {
    const { page } = inbox;
    await page.clock.install();
    await openSettings(inbox);
    await keepBox(inbox).check();
    await press("开始");
    const status = section().getByRole("status");
    while (!/其余的私信都已保存/.test(await status.innerText())) await page.clock.runFor(500);
    assert.match(await section().innerText(), /已完成 35 \/ 48 个会话/);
    assert.match(await section().innerText(), /13 个会话有未读消息/);
    assert.ok(await section().locator(".keeping-unread").getByText("小鹿乱撞").isVisible());

    const before = await asked();
    await page.reload();
    await page.locator(".session").first().waitFor();
    await openSettings(inbox);
    await status.filter({ hasText: "其余的私信都已保存" }).waitFor();
    assert.equal(await asked(), before);
  });

  it("waits when the user pauses it", async () => {
    const { page } = inbox;
    await page.clock.install();
    await openSettings(inbox);
    await keepBox(inbox).check();
    await press("开始");
    // The first conversation has many pages, and two are asked for in a second.
    while (!/已完成 [1-9]/.test(await section().innerText())) await page.clock.runFor(500);
    await press("暂停");
    await section().getByRole("status").getByText("已暂停。").waitFor();
    await section().getByRole("button", { name: "继续" }).waitFor();
  });

  it("reads all conversations but those with unread messages, which are named", { timeout: 120_000 }, async () => {
    const { page } = inbox;
    const wanted = ["陈默声", "隔壁班的耳机", "晚风列车", "第一个粉丝"];
    const [unread, ...others] = wanted as [string, ...string[]];
    for (const { sessionId, user } of await phone.conversations()) {
      if (!wanted.includes(user?.nick ?? "")) await phone.deleteConversation(sessionId);
    }
    await page.reload();
    await inbox.session("第一个粉丝").waitFor();
    await keepMessages(inbox);
    await openSettings(inbox);
    await page.getByRole("heading", { name: "保存全部私信" }).waitFor();
    await page.locator(".keeping").getByRole("button", { name: "开始", exact: true }).click();
    await page.getByText("其余的私信都已保存").waitFor({ timeout: 60_000 });
    const leftAlone = page.locator(".keeping-unread");
    assert.match(await leftAlone.innerText(), /^1 个会话有未读消息，没有读取/);
    assert.deepEqual(await leftAlone.locator("li").allInnerTexts(), [unread]);
    await closeSettings(inbox);
    const counts = new Map<string, number>();
    for (const nick of others) {
      counts.set(nick, (await phone.messages((await phone.conversation(nick)).sessionId)).length);
    }
    await cutOff(page);
    await page.reload();
    for (const nick of others) {
      await inbox.openSession(nick);
      const rows = await readThrough(page);
      assert.ok(rows.length > counts.get(nick)!, `${nick}: ${rows.length} rows of ${counts.get(nick)} messages`);
    }
    await inbox.session(unread).locator(".session-open").click();
    await page.locator(".thread .panel-problem").waitFor();
    await putThrough(page);
  });
});
