// A backup: an export as JSON Lines that is read back in.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import {
  closeSettings,
  cutOff,
  keepBox,
  keepMessages,
  keepNothing,
  keptRecords,
  openSettings,
  readThrough,
} from "./inbox-keeping.js";
import { enterBeforeEach, type InboxPage } from "./inbox-page.js";

let inbox: InboxPage;
enterBeforeEach(/Failed to load resource/, (opened) => ({ inbox } = opened));

const section = () => inbox.page.locator(".keeping");
type File = Parameters<ReturnType<InboxPage["page"]["locator"]>["setInputFiles"]>[0];
const choose = (file: File) => inbox.page.getByLabel("读入备份").setInputFiles(file);

describe("a backup", () => {
  it("that was exported as JSON Lines is read back in after everything was forgotten", async () => {
    const { page } = inbox;
    await keepMessages(inbox);
    await inbox.openSession("דניאל גיטרה");
    const before = await readThrough(page);
    const file = await inbox.exportToFile("דניאל גיטרה");
    await keepNothing(inbox);
    await page.reload();
    await page.locator(".session").first().waitFor();
    assert.equal(await keptRecords(page), 0);
    await keepMessages(inbox);
    await openSettings(inbox);
    await choose(file);
    await page.getByText("已保存 1 个会话的 28 条消息").waitFor();
    await closeSettings(inbox);
    await cutOff(page);
    await page.reload();
    await inbox.openSession("דניאל גיטרה");
    assert.deepEqual(await readThrough(page), before);
  });

  it("says how much of it is new, and is kept", async () => {
    const { page } = inbox;
    await keepMessages(inbox);
    const file = await inbox.exportToFile("贝斯手阿哲");
    const messages = (await readFile(file, "utf8")).trimEnd().split("\n").length - 2;
    await keepNothing(inbox);
    await page.reload();
    await keepMessages(inbox);
    await openSettings(inbox);
    await choose(file);
    await section()
      .getByText(`读入完成：文件里有 ${messages} 条消息，其中 ${messages} 条是新的。`)
      .waitFor({ timeout: 30_000 });
    await page.reload();
    await openSettings(inbox);
    await section().getByText(`已保存 1 个会话的 ${messages} 条消息`).waitFor();
  });

  it("that is chosen as soon as messages are kept is read, although everything was forgotten a moment before", async () => {
    const { page } = inbox;
    await keepMessages(inbox);
    const file = await inbox.exportToFile("דניאל גיטרה");
    await openSettings(inbox);
    await keepBox(inbox).click();
    await page.locator(".question .danger").click();
    await keepBox(inbox).and(page.locator(":not(:checked)")).waitFor();
    await page.reload();
    await openSettings(inbox);
    await keepBox(inbox).check();
    await choose(file);
    await section().getByText("读入完成：文件里有 28 条消息，其中 28 条是新的。").waitFor({ timeout: 30_000 });
  });

  it("of something else is refused", async () => {
    await keepMessages(inbox);
    await openSettings(inbox);
    await choose({ name: "notes.jsonl", mimeType: "application/jsonl", buffer: Buffer.from("{}\n") });
    await section().getByRole("alert").getByText("这不是导出的 JSON Lines 文件").waitFor();
  });
});
