// The search: conversations and messages, where they lead, and what was searched.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keepMessages } from "./inbox-keeping.js";
import { enterBeforeEach, second, type InboxPage } from "./inbox-page.js";

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

/** Waits until the message that was gone to is lit up in view, and gives its text. */
async function litInView(): Promise<string> {
  await inbox.page.waitForFunction(() => {
    const [row, list] = [document.querySelector(".row.lit"), document.querySelector(".messages")];
    const [inner, outer] = [row?.getBoundingClientRect(), list?.getBoundingClientRect()];
    return inner && outer && inner.top >= outer.top && inner.bottom <= outer.bottom;
  });
  return inbox.page.locator(".row.lit").innerText();
}

/** Scrolls up from the end, and gives where each message in view stands once nothing moves any more. */
async function standsAbove(): Promise<Record<string, number>> {
  await inbox.page.locator(".messages").hover();
  await inbox.page.mouse.wheel(0, -500);
  return standing();
}

/** Where each message in view stands once nothing moves any more. */
const standing = () =>
  inbox.page.evaluate(async () => {
    const tops = () => {
      const rows = [...document.querySelectorAll(".messages li.row:has(.bubble)")];
      return Object.fromEntries(rows.map((row) => [row.id || row.textContent, row.getBoundingClientRect().top]));
    };
    for (let same = 0, last = ""; same < 25; await new Promise(requestAnimationFrame)) {
      const now = JSON.stringify(tops());
      same = now === last ? same + 1 : 0;
      last = now;
    }
    return tops();
  });

/** How far messages that are in both views are apart, in pixels. */
function apart(one: Record<string, number>, other: Record<string, number>): number {
  const both = Object.keys(one).filter((text) => text in other);
  assert.ok(both.length > 3, "the same messages are in view");
  return Math.max(...both.map((text) => Math.abs(one[text]! - other[text]!)));
}

const hasFocus = (selector: string) =>
  inbox.page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);

describe("a message that was found", () => {
  it("is lit up in view in its conversation, and Esc leads back to the place in the other one", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.openSession("小鹿乱撞");
    const before = await standsAbove();
    await search("不");
    const found = inbox.page.getByRole("group", { name: /^贝斯手阿哲/ }).getByRole("option");
    await found.last().click();
    assert.match(await litInView(), /不/);
    await inbox.page.locator(".messages").click({ position: { x: 3, y: 3 } });
    await inbox.page.keyboard.press("Escape");
    await inbox.page.getByRole("region", { name: "与 小鹿乱撞 的消息" }).waitFor();
    assert.ok(apart(before, await standing()) <= 2);
    await hasFocus(".composer textarea");
  });

  it("is lit up in the conversation in view, and Esc leads back to the place there", async () => {
    await inbox.openSession("贝斯手阿哲");
    const before = await standsAbove();
    await inbox.page.getByRole("button", { name: "搜索这个会话" }).click();
    await field().fill("不");
    await options().first().click();
    assert.match(await litInView(), /不/);
    await hasFocus(".find-bar [data-step='1']");
    await inbox.page.keyboard.press("Escape");
    await bar().waitFor({ state: "detached" });
    assert.ok(apart(before, await standing()) <= 2);
    await hasFocus(".composer textarea");
  });

  it("is lit up where only the list has it, and Esc leads back to the list", async () => {
    const newest = await inbox.session("小鹿乱撞").first().locator(".session-preview").innerText();
    await search(newest.slice(0, 4));
    await inbox.page
      .getByRole("group", { name: /^小鹿乱撞/ })
      .getByRole("option")
      .first()
      .click();
    await litInView();
    await inbox.page.keyboard.press("Escape");
    await inbox.page.getByRole("region", { name: "与 小鹿乱撞 的消息" }).waitFor({ state: "detached" });
    assert.equal(await inbox.page.evaluate(() => location.hash), "");
    await hasFocus("[data-session]");
  });
});

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

  it("keeps its filters while the field is emptied, and the focus when one is taken away", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.page.getByRole("button", { name: "搜索这个会话" }).click();
    await field().fill("不");
    for (let i = 0; i < 4; i++) await inbox.page.keyboard.down("Backspace"); // held down
    await inbox.page.keyboard.up("Backspace");
    assert.equal(await field().inputValue(), "");
    await inbox.page.getByRole("button", { name: "去掉“贝斯手阿哲”" }).click();
    await hasFocus("#find-field");
  });

  it("is not offered in a conversation that was only begun", async () => {
    await inbox.page.getByRole("button", { name: "新会话" }).click();
    await inbox.page.getByRole("dialog", { name: "新会话" }).getByRole("textbox").fill("123456789");
    await inbox.page.keyboard.press("Enter");
    await inbox.field.waitFor();
    assert.equal(await inbox.page.getByRole("button", { name: "搜索这个会话" }).count(), 0);
  });

  it("that is still being loaded when its account is left can be opened in the next one", async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await inbox.page.route(/find-part.*js/, async (route) => {
      await held;
      await route.continue();
    });
    await inbox.page.keyboard.press("Control+k");
    await inbox.page.locator(".account-button").click();
    await inbox.page.getByRole("menuitem", { name: "添加账号…" }).click();
    await inbox.demo(second.nick);
    answer();
    await inbox.page.locator(".lazy-loading").waitFor({ state: "detached" });
    assert.equal(await inbox.page.locator("dialog.find").count(), 0);
    await inbox.page.keyboard.press("Control+k");
    await field().waitFor();
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
