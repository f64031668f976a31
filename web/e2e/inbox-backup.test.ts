// Keeping everything, and reading a backup back in.

import assert from "node:assert/strict";
import { after, beforeEach, describe, it } from "node:test";
import type { Demo } from "./harness.js";
import {
  closeSettings,
  cutOff,
  keepMessages,
  keepNothing,
  keptRecords,
  openSettings,
  Phone,
  putThrough,
  readThrough,
} from "./inbox-keeping.js";
import { enterBeforeEach, type InboxPage } from "./inbox-page.js";

let demo: Demo;
let inbox: InboxPage;
let phone: Phone;
enterBeforeEach(/Failed to load resource/, (opened) => ({ demo, inbox } = opened));
beforeEach(async () => {
  phone?.close();
  phone = await Phone.open(demo);
});
after(() => phone?.close());

describe("a backup", () => {
  it("that was exported as JSON Lines is read back in after everything was forgotten", async () => {
    const { page } = inbox;
    await keepMessages(inbox);
    await inbox.openSession("דניאל גיטרה");
    const before = await readThrough(page);
    await inbox.downloadsOnly();
    await inbox.threadMenu("导出这个会话");
    const dialog = page.locator("dialog.export");
    await dialog.getByRole("button", { name: "开始", exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "保存文件" }).click(),
    ]);
    await dialog.getByText("已导出").first().waitFor();
    const file = await download.path();
    await page.keyboard.press("Escape");
    await keepNothing(inbox);
    await page.reload();
    await page.locator(".session").first().waitFor();
    assert.equal(await keptRecords(page), 0);
    await keepMessages(inbox);
    await openSettings(inbox);
    await page.getByLabel("读入备份").setInputFiles(file);
    await page.getByText("已保存 1 个会话的 28 条消息").waitFor();
    await closeSettings(inbox);
    await cutOff(page);
    await page.reload();
    await inbox.openSession("דניאל גיטרה");
    assert.deepEqual(await readThrough(page), before);
  });
});

describe("keeping everything", () => {
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
