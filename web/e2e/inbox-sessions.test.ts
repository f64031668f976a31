// The list of conversations.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { simulator, type Demo } from "./harness.js";
import { enterBeforeEach, type InboxPage } from "./inbox-page.js";

let demo: Demo;
let inbox: InboxPage;
enterBeforeEach(/Failed to load resource: the server responded/, (opened) => ({ demo, inbox } = opened));

const methods = async () => (await simulator(demo).requests()).flatMap((request) => request.methods);

describe("the list", () => {
  it("has name, last message, unread count and tags", async () => {
    const words = await inbox.session("小鹿乱撞").innerText();
    for (const word of ["亲密好友", "不许反悔", "3"]) assert.ok(words.includes(word), word);
  });

  it("loads more when it is scrolled, to its end", async () => {
    await inbox.find("第一个粉丝");
    await inbox.page.getByText("没有更多会话了").waitFor();
    await inbox.page.locator('.sessions > [aria-posinset="48"][aria-setsize="48"]').waitFor();
  });

  it("is searched by name, also in what was not loaded", async () => {
    await inbox.page.getByRole("searchbox", { name: "搜索名字" }).fill("粉丝");
    await inbox.session("第一个粉丝").waitFor();
    assert.equal(await inbox.page.locator(".session").count(), 1);
    await inbox.page.getByRole("searchbox").fill("谁也不是");
    await inbox.page.getByText("没有名字包含").waitFor();
  });

  it("is refreshed", async () => {
    await simulator(demo).incoming({ musicid: "2837461905", userId: "778899", text: "新朋友来信" });
    await inbox.page.getByRole("button", { name: "刷新" }).click();
    await inbox.session("新朋友来信").waitFor();
  });

  it("says what is wrong, and offers to try again", async () => {
    await simulator(demo).inject({ kind: "outer", code: 10009, method: "GetSessionList", times: -1 });
    await inbox.page.reload();
    await inbox.page.getByText("网关拒绝了请求").waitFor();
    await simulator(demo).reset();
    await inbox.page.getByRole("button", { name: "重试" }).click();
    await inbox.session("小鹿乱撞").waitFor();
  });
});

describe("a conversation", () => {
  it("is deleted after a question", async () => {
    await inbox.session("许知夏").hover();
    await inbox.page.getByRole("button", { name: "许知夏 的更多操作" }).click();
    await inbox.page.getByRole("menuitem", { name: "删除会话" }).click();
    await inbox.page.getByRole("button", { name: "取消" }).click();
    assert.ok(!(await methods()).includes("DeleteSession"));
    await inbox.page.getByRole("button", { name: "许知夏 的更多操作" }).click();
    await inbox.page.getByRole("menuitem", { name: "删除会话" }).click();
    await inbox.page.locator(".question .danger").click();
    await inbox.session("许知夏").waitFor({ state: "detached" });
    assert.ok((await methods()).includes("DeleteSession"));
  });

  it("is cleared when the word is typed", async () => {
    await inbox.openSession("贝斯手阿哲");
    await inbox.threadMenu("清空消息");
    const clear = inbox.page.locator(".question .danger");
    await clear.waitFor(); // forced, a click does not wait for the dialog to be open
    await clear.click({ force: true });
    assert.ok(!(await methods()).includes("ClearSession"), "without the word nothing happens");
    await inbox.page.getByLabel("输入“清空”以确认").fill("清空");
    await clear.click();
    await inbox.page.getByText("还没有消息").waitFor();
    assert.ok((await methods()).includes("ClearSession"));
  });
});

describe("marking all as read", () => {
  it("says that it means all, and does it", async () => {
    await inbox.listMenu("全部标为已读");
    assert.match(await inbox.page.locator(".question").innerText(), /全部会话/);
    await inbox.page.locator(".question .danger").click();
    await inbox.page.locator(".session .count").first().waitFor({ state: "detached" });
    assert.equal(await inbox.page.locator(".session .count").count(), 0);
    assert.equal(await inbox.page.title(), "私信");
  });
});
