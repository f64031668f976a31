// Moving around: keys, filters, pins and mutes, notifications, new conversations.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { violations } from "./axe.js";
import { simulator, type Demo } from "./harness.js";
import { enterOnce, sample, type InboxPage } from "./inbox-page.js";

// One page for all: what a test leaves behind is named where the next ones need it otherwise.
let demo: Demo;
let inbox: InboxPage;
enterOnce(/Failed to load resource/, (opened) => ({ demo, inbox } = opened));

const press = (key: string) => inbox.page.keyboard.press(key);
const current = () => inbox.page.locator(".session.current");
const focused = (selector: string) => inbox.page.locator(`${selector}:focus`).waitFor();

/** Chooses from the menu of a conversation in the list. */
async function rowMenu(name: string, item: string) {
  await inbox.session(name).first().hover();
  await inbox.session(name).first().locator("[aria-haspopup]").click();
  await inbox.page.getByRole("menuitem", { name: item, exact: true }).click();
}

describe("the list", () => {
  it("has pinned conversations first, also after a reload", async () => {
    await rowMenu("贝斯手阿哲", "置顶");
    const first = (page = inbox.page) => page.locator('[aria-posinset="1"]', { hasText: "贝斯手阿哲" });
    await first().waitFor();
    const count = inbox.page.locator("#sessions-title .count .unseen");
    const numberIn = (text: string | null) => Number(/\d+/.exec(text ?? "")?.[0]);
    const before = numberIn(await count.textContent());
    const own = numberIn(await inbox.session("小鹿乱撞").locator(".count .unseen").textContent());
    await rowMenu("小鹿乱撞", "消息免打扰");
    await count.filter({ hasText: new RegExp(`^${before - own}\\D`) }).waitFor();
    await inbox.page.reload();
    await first().waitFor();
    await inbox.session("小鹿乱撞").locator(".count.quiet").waitFor();
    assert.deepEqual(await violations(inbox.page), []);
    await rowMenu("小鹿乱撞", "取消免打扰");
    await inbox.session("小鹿乱撞").locator(".count:not(.quiet)").waitFor();
    await rowMenu("贝斯手阿哲", "取消置顶");
    await first().waitFor({ state: "detached" });
  });

  it("shows the unread ones alone, with the one that is being read", async () => {
    await inbox.page.getByRole("button", { name: "未读", exact: true }).click();
    await inbox.session("贝斯手阿哲").waitFor({ state: "detached" });
    await inbox.openSession("小鹿乱撞");
    await inbox.session("小鹿乱撞").locator(".count").waitFor({ state: "detached" });
    await inbox.openSession("QQ音乐小助手");
    await inbox.session("小鹿乱撞").waitFor({ state: "detached" });
    await rowMenu("月亮邮差", "标为已读");
    await inbox.session("月亮邮差").waitFor({ state: "detached" });
    await inbox.page.getByRole("button", { name: "全部", exact: true }).click();
  });
});

describe("keys", () => {
  before(async () => {
    await simulator(demo).reset();
    await inbox.page.goto(demo.url); // nothing is open
    await inbox.session("小鹿乱撞").waitFor();
  });

  it("lead from one conversation to the next, from the list and from the field", async () => {
    await press("j");
    await current().filter({ hasText: "小鹿乱撞" }).waitFor();
    await press("j");
    await current().filter({ hasText: "许知夏" }).waitFor();
    await focused(".session.current .session-open");
    await press("Alt+ArrowUp");
    await current().filter({ hasText: "小鹿乱撞" }).waitFor();
    await focused(".composer textarea");
    await inbox.page.keyboard.type("jk");
    assert.equal(await inbox.field.inputValue(), "jk");
    await press("Alt+ArrowDown");
    await current().filter({ hasText: "许知夏" }).waitFor();
    await focused(".composer textarea");
    await press("Escape");
    await focused(".session.current .session-open");
  });

  it("are listed, and those of one letter can be switched off", async () => {
    await inbox.session("小鹿乱撞").first().locator(".session-open").focus();
    await press("?");
    const dialog = inbox.page.getByRole("dialog", { name: "快捷键" });
    await dialog.getByText("下一个未读会话").waitFor();
    assert.deepEqual(await violations(inbox.page), []);
    await dialog.getByRole("button", { name: "关", exact: true }).click();
    await dialog.getByText("下一个未读会话").waitFor({ state: "detached" });
    await press("Escape");
    await focused(".session-open");
    await press("j");
    await press("Alt+ArrowUp");
    await current().filter({ hasText: "小鹿乱撞" }).waitFor();
    await inbox.listMenu("快捷键");
    await dialog.getByRole("button", { name: "开", exact: true }).click();
    await press("Escape");
  });

  it("lead to the next unread conversation, also to one that was not in the page", async () => {
    await inbox.openSession("陈默声");
    await press("Escape");
    for (const next of ["重金属", "音乐人服务中心", "一只耳朵"]) {
      await press("n");
      await current().filter({ hasText: next }).waitFor();
      await focused(".session.current .session-open");
    }
    await inbox.scrollList(0);
  });

  it("take back what was not sent", async () => {
    await inbox.openSession("贝斯手阿哲");
    await simulator(demo).inject({ kind: "child", code: 10009, method: "SendMessageAsync" });
    await inbox.send("写错了");
    await inbox.page.locator(".failed").waitFor();
    await press("ArrowUp");
    await inbox.page.locator(".failed").waitFor({ state: "detached" });
    assert.equal(await inbox.field.inputValue(), "写错了");
  });
});

describe("a notification of the page", () => {
  it("is asked for by a click, names who wrote, and opens the conversation", async () => {
    // The browser of a test shows none.
    await inbox.page.addInitScript(() => {
      const shown: { title: string; body: string; onclick?: () => void }[] = [];
      class Fake {
        static permission = "default";
        static requestPermission = async () => (Fake.permission = "granted");
        title: string;
        body: string;
        onclick?: () => void;
        constructor(title: string, { body }: { body: string }) {
          this.title = title;
          this.body = body;
          shown.push(this);
        }
        close() {}
      }
      Object.assign(globalThis, { Notification: Fake, shown });
    });
    await inbox.page.reload();
    await inbox.page.getByRole("button", { name: "设置" }).click();
    await inbox.page.getByLabel("有新私信时通知我").click();
    await inbox.page.locator("input:checked").first().waitFor();
    await press("Escape");
    await inbox.openSession("妈妈");
    await simulator(demo).incoming({ musicid: sample.musicid, userId: "424242", text: "这句话不在通知里" });
    const body = await inbox.page.waitForFunction(
      () => (globalThis as unknown as { shown: { body: string }[] }).shown[0]?.body,
    );
    assert.equal(await body.jsonValue(), "新私信");
    await inbox.page.evaluate(() => (globalThis as unknown as { shown: { onclick(): void }[] }).shown[0]!.onclick());
    await inbox.message("这句话不在通知里").waitFor();
  });
});

describe("somebody who is not in the list", () => {
  const dialog = () => inbox.page.getByRole("dialog", { name: "新会话" });
  const begin = async (receiver: string) => {
    await inbox.page.getByRole("button", { name: "新会话" }).click();
    await dialog().getByRole("textbox").fill(receiver);
    await press("Enter");
  };

  it("is written to by their number, and what was begun to write survives a reload", async () => {
    await begin("5556667x");
    await dialog().getByText("这里有：x").waitFor();
    assert.deepEqual(await violations(inbox.page), []);
    await dialog().getByRole("textbox").fill("555666777");
    await press("Enter");
    await inbox.field.fill("第一句");
    await inbox.page.reload();
    await inbox.session("555666777").locator(".session-open").click();
    assert.equal(await inbox.field.inputValue(), "第一句");
    await simulator(demo).inject({ kind: "child", code: 10009, method: "SendMessageAsync" });
    await inbox.field.press("Enter");
    await inbox.page.locator(".failed button", { hasText: "重试" }).click();
    await inbox.session("555666777").waitFor({ state: "detached" });
    await inbox.message("第一句").locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
    assert.equal(await inbox.page.locator(".messages .bubble").count(), 1);
  });

  it("is opened when they are in the list after all", async () => {
    await begin("https://y.qq.com/portal/profile.html?uin=1482719937");
    await current().filter({ hasText: "南桥乐队" }).waitFor();
  });
});
