// Nobody has met the real gateway. Whatever it does otherwise than is believed (docs/protocol.md §9), the inbox does its
// work: each belief is turned round by itself, then some of them together.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { Message } from "qqmusic-private-message";
import { mixtures, nameOf, rows, type Seen } from "./contrary-rows.js";
import { simulator, startBrowser, startDemo, type Contrary, type Demo } from "./harness.js";
import { Phone, readRows, type ShownRow } from "./inbox-keeping.js";
import { InboxPage, sample } from "./inbox-page.js";

const friend = { nick: "陈默声" };
const arriving = "刚刚又来了一条";
const written = "我写的这一条";
const unfinished = "还没有写完的";

/** The conversations and the messages of one of them, as they are when all is as believed. */
interface Truth {
  names: string[];
  messages: Message[];
}

let browser: Browser;
const free: { demo: Demo; phone: Phone }[] = [];
const all: typeof free = [];

before(async () => {
  browser = await startBrowser();
  for (let i = 0; i < 2; i++) {
    const demo = await startDemo();
    all.push({ demo, phone: await Phone.open(demo) });
  }
  free.push(...all);
});
after(async () => {
  for (const { demo, phone } of all) {
    phone.close();
    await demo.stop();
  }
  await browser?.close();
});

/** Brings the sample data back and lets a message come; gives what is there. */
async function prepare(demo: Demo, phone: Phone): Promise<Truth> {
  await simulator(demo).reset();
  const { user } = await phone.conversation(friend.nick);
  await simulator(demo).incoming({ musicid: sample.musicid, userId: user!.uin, text: arriving });
  const conversations = await phone.conversations();
  const { sessionId } = conversations.find((one) => one.user?.nick === friend.nick)!;
  const messages = await phone.messages(sessionId);
  await simulator(demo).incoming({ musicid: sample.musicid, userId: user!.uin, text: arriving });
  return { names: conversations.slice(0, 8).map((one) => one.user!.nick), messages };
}

/** What must not be read anywhere. */
const nonsense = /NaN|undefined|Invalid|\[object|\b19(69|70)年/;

function assertThread(shown: ShownRow[], { messages }: Truth, { ownUnknown, timeless }: Seen) {
  let next = 0;
  for (const message of messages) {
    if (Number(message.msgType) !== 0) continue;
    const { content } = message.metaData!;
    const place = shown.findIndex(({ text }, i) => i >= next && text.includes(content.slice(0, 40)));
    assert.ok(place >= 0, `${content} is not shown, or out of order`);
    next = place + 1;
    const isOwn = message.fromUser?.uin === sample.musicid;
    assert.equal(shown[place]!.side, isOwn ? (ownUnknown ? "unknown" : "me") : "them", content);
  }
  const pictures = messages.filter((one) => [2, 3, 5, 6].includes(Number(one.msgType))).length;
  assert.ok(shown.filter(({ pictured }) => pictured).length >= pictures, "a picture has no place");
  for (const { text } of shown) assert.doesNotMatch(text, nonsense);
  const days = shown.filter(({ side, text }) => side === "" && /月|今天|昨天/.test(text));
  if (timeless) assert.deepEqual(days, [], "days of messages without a time");
}

/** Scrolls up until a picture is there that has loaded. */
const lookAtPicture = (page: Page) =>
  page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll<HTMLImageElement>(".messages .picture img")];
    if (pictures.some(({ complete, naturalWidth }) => complete && naturalWidth > 0)) return true;
    document.querySelector(".messages")!.scrollTop -= 300;
    return false;
  });

/** The main tasks of a user, one after the other. */
async function useInbox({ demo, phone }: (typeof free)[number], switches: Contrary, seen: Seen) {
  const truth = await prepare(demo, phone);
  await simulator(demo).contrary(switches);
  const inbox = await InboxPage.open(browser, demo, {}, /Failed to load resource/);
  const { page } = inbox;
  const row = inbox.session(friend.nick).first();
  try {
    await inbox.demo(sample.nick);
    const names = await page.locator(".session-name").allTextContents();
    assert.deepEqual(
      names.slice(0, 8).map((name, i) => name.includes(truth.names[i]!.slice(0, 4))),
      truth.names.map(() => true),
      names.join(" "),
    );
    const shown = await row.innerText();
    assert.match(shown, /\d/, "the unread messages are counted");
    assert.ok(shown.includes(arriving), shown);

    await inbox.openSession(friend.nick);
    await row.locator(".count").waitFor({ state: "detached" });
    assertThread(await readRows(page), truth, seen);
    await lookAtPicture(page);

    await inbox.send(written);
    await page.locator(".messages li.me", { hasText: written }).waitFor();
    if (seen.sent === "failed") await page.locator(".messages li", { hasText: written }).locator(".failed").waitFor();
    else {
      await page.locator(".on-its-way").waitFor({ state: "detached" });
      const failed = page.locator(".messages li", { hasText: written }).locator(".failed:not(.accepted)");
      assert.equal(await failed.count(), 0, "what was sent is not called failed");
    }
    assert.equal(await page.locator(".messages li", { hasText: written }).count(), 1, "it is shown once");

    await inbox.field.fill(unfinished);
    await page.getByRole("button", { name: "刷新", exact: true }).click();
    await inbox.openSession("许知夏");
    await inbox.openSession(friend.nick);
    assert.equal(await inbox.field.inputValue(), unfinished);
    assert.equal(await row.locator(".count").count(), 0, "it was read, and stays read");

    await inbox.listMenu("全部标为已读");
    await page.locator(".question .primary, .question .danger").last().click();
    await page.waitForFunction(() => document.querySelector(".session .count") === null);

    const lines = (await readFile(await inbox.exportToFile(friend.nick), "utf8")).trimEnd().split("\n");
    const exported = lines.map((line) => (JSON.parse(line) as { id?: string }).id).filter((id) => id !== undefined);
    const wanted = truth.messages.map(({ id }) => id);
    assert.deepEqual(
      exported.filter((id) => wanted.includes(id)),
      wanted,
      "the export has every message, in order",
    );
    assert.equal(await page.locator(".not-shown").count(), 0);
    assert.doesNotMatch(await page.locator("body").innerText(), nonsense);
  } finally {
    await inbox.close();
  }
}

/** Runs with a simulator that no other test uses meanwhile. */
async function withDemo(work: (world: (typeof free)[number]) => Promise<void>) {
  const world = free.pop()!;
  try {
    await work(world);
  } finally {
    free.push(world);
  }
}

describe("the inbox, used from sign-in to export, when this is otherwise than believed:", { concurrency: 2 }, () => {
  for (const row of [...rows, ...mixtures]) {
    it(nameOf(row), () => withDemo((world) => useInbox(world, row[1], row[2])));
  }
});

describe("when all is as believed,", () => {
  it("the inbox is used in the same way", () => withDemo((world) => useInbox(world, {}, {})));
});

/** Opens the inbox with something unfinished in a conversation, and lets the simulator do otherwise from then on. */
async function inTheMiddle({ demo }: (typeof free)[number], switches: Contrary): Promise<InboxPage> {
  await simulator(demo).reset();
  const inbox = await InboxPage.enter(browser, demo);
  await inbox.openSession(friend.nick);
  await inbox.field.fill(unfinished);
  await simulator(demo).contrary(switches);
  await inbox.page.getByRole("button", { name: "刷新", exact: true }).click();
  return inbox;
}

/** Signs in anew with another key, and sees that all is there. */
async function renew(inbox: InboxPage, musickey: string) {
  const { page } = inbox;
  await page.locator(".banner").getByRole("button", { name: "登录" }).click();
  await page.getByLabel("musickey", { exact: true }).fill(musickey);
  await page.locator("form.typed-login button[type=submit]").click();
  await page.locator(".banner").waitFor({ state: "detached" });
  assert.equal(await inbox.field.inputValue(), unfinished);
  await inbox.send(written);
  await page.locator(".on-its-way").waitFor({ state: "detached" });
  assert.equal(await inbox.message(written).locator(".failed").count(), 0);
}

describe("a login", () => {
  it("that is wanted, as a code 2001 with a login page says, is renewed and all goes on", () =>
    withDemo(async (world) => {
      const inbox = await inTheMiddle(world, { loginPause: "page" });
      await inbox.page.locator(".banner.bad", { hasText: "登录已失效" }).waitFor();
      await renew(inbox, "Q_H_L_renewed");
      await inbox.close();
    }));

  it("of which a code 2001 says nothing is not called ended", () =>
    withDemo(async (world) => {
      const inbox = await inTheMiddle(world, { loginPause: "bare" });
      await inbox.page.locator(".banner", { hasText: "请求太频繁" }).waitFor();
      assert.equal(await inbox.page.getByText("登录已失效").count(), 0);
      assert.equal(await inbox.field.inputValue(), unfinished);
      await inbox.close();
    }));

  it("that lasts for a few requests is renewed and all goes on", () =>
    withDemo(async (world) => {
      const inbox = await inTheMiddle(world, { keyRequests: 1 });
      const refresh = inbox.page.getByRole("button", { name: "刷新", exact: true });
      const ended = inbox.page.locator(".banner.bad", { hasText: "登录已失效" });
      while ((await ended.count()) === 0) await refresh.click();
      await simulator(world.demo).contrary({});
      await renew(inbox, sample.musickey);
      await inbox.close();
    }));

  it("that no dialect is answered with is told with the code, and what was typed stays", () =>
    withDemo(async ({ demo }) => {
      await simulator(demo).reset();
      await simulator(demo).contrary({ "refuse20.9": 10007, "refuse14.9": 10008 });
      const inbox = await InboxPage.open(browser, demo);
      const { page } = inbox;
      await page.getByLabel("musicid").fill(sample.musicid);
      await page.getByLabel("musickey", { exact: true }).fill(sample.musickey);
      await page.locator("form.typed-login button[type=submit]").click();
      assert.match(await page.locator(".sign-in-problem").innerText(), /10007/);
      assert.equal(await page.getByLabel("musickey", { exact: true }).inputValue(), sample.musickey);
      await inbox.close();
    }));
});

describe("a message that somebody deletes and that leaves a husk", () => {
  for (const husks of ["state", "showType"] as const) {
    it(`with another ${husks} is shown as deleted, and after a reload as one without content`, () =>
      withDemo(async ({ demo, phone }) => {
        const { messages } = await prepare(demo, phone);
        await simulator(demo).contrary({ husks });
        const inbox = await InboxPage.enter(browser, demo);
        await inbox.openSession(friend.nick);
        await inbox.message(arriving).first().waitFor();
        const { user } = await phone.conversation(friend.nick);
        await simulator(demo).deleted({
          musicid: sample.musicid,
          userId: user!.uin,
          messageId: messages.at(-1)!.id,
        });
        await inbox.page.getByRole("button", { name: "刷新", exact: true }).click();
        await inbox.page.locator(".messages li", { hasText: /: 已删除/ }).waitFor();
        assert.equal(await inbox.message(arriving).count(), 1);
        await inbox.close();
        const later = await InboxPage.enter(browser, demo);
        await later.openSession(friend.nick);
        await later.message("没有内容，可能已删除").waitFor();
        await later.close();
      }));
  }
});
