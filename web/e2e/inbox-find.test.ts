// The search: conversations and messages, where they lead, and what was searched.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keepMessages } from "./inbox-keeping.js";
import { enterBeforeEach, type InboxPage } from "./inbox-page.js";

let inbox: InboxPage;
enterBeforeEach(/^$/, (opened) => ({ inbox } = opened));

const field = () => inbox.page.getByRole("combobox");
const options = () => inbox.page.getByRole("option");
const bar = () => inbox.page.locator(".find-bar");

/** Opens the search by its key and writes. */
async function search(text: string) {
  await inbox.page.keyboard.press("Control+k");
  await field().fill(text);
  await inbox.page.locator('#find-results[aria-busy="false"]').waitFor();
}

describe("the search", () => {
  it("leads to a conversation by its name, with keys alone", async () => {
    await search("阿哲");
    await options().filter({ hasText: "贝斯手阿哲" }).first().waitFor();
    await field().press("Enter");
    await inbox.page.getByRole("region", { name: "与 贝斯手阿哲 的消息" }).waitFor();
    assert.equal(await inbox.page.getByRole("dialog").count(), 0);
  });

  it("finds messages, goes from one to the next and back to where one was", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.openSession("小鹿乱撞");
    await search("不");
    const found = inbox.page.getByRole("group", { name: /^贝斯手阿哲/ }).getByRole("option");
    assert.match((await found.first().locator("mark").allInnerTexts()).join(), /^不(,不)*$/);
    await found.first().click();
    await bar()
      .getByText(/^1 \/ \d+$/)
      .waitFor();
    await inbox.page.keyboard.press("Enter");
    await bar()
      .getByText(/^2 \/ \d+$/)
      .waitFor();
    await inbox.page.keyboard.press("Shift+Enter");
    await bar()
      .getByText(/^1 \/ \d+$/)
      .waitFor();
    assert.match(await inbox.page.locator(".thread h2").innerText(), /贝斯手阿哲/);
    await inbox.page.keyboard.press("Escape");
    await bar().waitFor({ state: "detached" });
    assert.match(await inbox.page.locator(".thread h2").innerText(), /小鹿乱撞/);
  });

  it("is narrowed by filters, which keys take away", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.page.getByRole("button", { name: "搜索这个会话" }).click();
    await field().fill("不");
    await options().first().waitFor();
    const all = await options().count();
    await inbox.page.getByRole("button", { name: "我发的" }).click();
    await inbox.page.waitForFunction((all) => document.querySelectorAll("[role=option]").length < all, all);
    await field().fill("");
    await field().press("Backspace");
    await field().press("Backspace");
    await inbox.page.getByRole("group", { name: "最近的会话" }).waitFor();
  });

  it("of what is kept is done by the worker, and says what it searched", async () => {
    await keepMessages(inbox);
    await inbox.openSession("贝斯手阿哲");
    await inbox.page.keyboard.press("Control+k");
    const said = inbox.page.locator(".find-searched");
    await said.getByText(/个会话中有 \d+ 个是完整的；搜索到的消息最早是 \d{4}年/).waitFor();
    await inbox.page.getByRole("button", { name: "读取其余消息" }).click();
    await field().fill("不");
    // As pages come, more is found.
    await inbox.page.getByRole("group", { name: /^贝斯手阿哲，(?:[2-9]\d|1\d\d)/ }).waitFor();
    await inbox.page.getByRole("button", { name: "暂停" }).click();
    await inbox.page.getByRole("button", { name: "继续读取" }).waitFor();
  });
});
