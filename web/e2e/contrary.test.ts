// Nobody has met the real gateway. Whatever it does otherwise than is believed (docs/protocol.md §9), the inbox does its
// work: each belief is turned round by itself, then some of them together.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import type { Message } from "qqmusic-private-message";
import { seeded } from "../app/test/seeded.js";
import { simulator, startBrowser, startDemo, type Contrary, type Demo } from "./harness.js";
import { Phone, readRows, type ShownRow } from "./inbox-keeping.js";
import { InboxPage, sample } from "./inbox-page.js";

const friend = { nick: "陈默声", uin: "" };
const arriving = "刚刚又来了一条";
const written = "我写的这一条";
const unfinished = "还没有写完的";

/** What a user sees of a belief that is wrong. Where nothing is said, all is as it always is. */
interface Seen {
  /** Messages whose content cannot be read are shown as such. */
  unreadable?: true;
  /** Own messages are shown as those of nobody known. */
  ownUnknown?: true;
  /** What becomes of a message that is sent: it comes back, the gateway took it without giving it back, or it failed. */
  sent?: "arrived" | "accepted" | "failed";
  /** The time of messages is not known. */
  timeless?: true;
}

/** A belief, what is turned round of it, and what is seen of that. */
type Row = [belief: number, switches: Contrary, seen: Seen];

const rows: Row[] = [
  [0, {}, {}],
  [1, { oddTypes: true }, {}],
  [1, { textMeta: true }, { unreadable: true }],
  [2, { times: "ms", sortTimes: "zero" }, {}],
  [2, { times: "us", sortTimes: "huge" }, {}],
  [2, { times: "zero", sortTimes: "negative" }, { timeless: true }],
  [2, { times: "negative", sortTimes: "us" }, { timeless: true }],
  [2, { times: "huge", sortTimes: "ms" }, {}],
  [3, { sends: "empty" }, { sent: "accepted" }],
  [3, { sends: "tips" }, { sent: "accepted" }],
  [3, { sends: "updateTime" }, { sent: "accepted" }],
  [3, { sends: "later" }, { sent: "accepted" }],
  [3, { sends: "never" }, { sent: "accepted" }],
  [3, { sends: "result" }, { sent: "accepted" }],
  [3, { sends: "refused" }, { sent: "failed" }],
  [4, { oldestFirst: true }, {}],
  [4, { oldestFirst: true, equalTimes: true, noSequence: true }, {}],
  [4, { fromBeginning: true }, {}],
  [5, { staysUnread: true }, {}],
  [6, { ownUsers: "encrypted" }, {}],
  [6, { ownUsers: "none" }, {}],
  [7, { peerUsers: "encrypted" }, {}],
  [7, { peerUsers: "encryptedRefused" }, { sent: "failed" }],
  [9, { "refuse20.9": 10007 }, {}],
  [9, { "refuse20.9": 1000, refuseOuter: true }, {}],
  [10, { refuseSession: 10007 }, {}],
  [10, { bareSession: true }, {}],
  [11, { otherTypes: true }, {}],
];

/** What may be mixed: of each belief one. A login that ends and a husk have tests of their own. */
const mixable = rows.filter(([belief]) => belief !== 0);

function mixture(seed: number): Row {
  const random = seeded(seed);
  const chosen = mixable.filter(() => random.below(4) === 0);
  const perBelief = [...new Map(chosen.map((row) => [row[0], row])).values()];
  const sent = perBelief.flatMap(([, , seen]) => seen.sent ?? []);
  return [
    0,
    Object.assign({}, ...perBelief.map(([, switches]) => switches)) as Contrary,
    {
      ...(Object.assign({}, ...perBelief.map(([, , seen]) => seen)) as Seen),
      ...(sent.length > 0 && { sent: sent.includes("failed") ? "failed" : "accepted" }),
    },
  ];
}

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

function assertThread(shown: ShownRow[], { messages }: Truth, { unreadable, ownUnknown, timeless }: Seen) {
  const texts = messages.filter((one) => Number(one.msgType) === 0).map((one) => one.metaData!.content);
  if (unreadable) {
    const lost = shown.filter(({ text }) => text.includes("内容的格式无法读取"));
    assert.ok(lost.length >= texts.length, `${lost.length} of ${texts.length} say that they cannot be read`);
    return;
  }
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
    assert.match(await row.textContent().then(String), /\d/, "the unread messages are counted");

    await inbox.openSession(friend.nick);
    await row.locator(".count").waitFor({ state: "detached" });
    assertThread(await readRows(page), truth, seen);
    if (!seen.unreadable) {
      await page.locator(".messages .picture").last().scrollIntoViewIfNeeded();
    }

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
    await page.getByRole("button", { name: "刷新" }).click();
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

const named = (switches: Contrary) =>
  Object.entries(switches)
    .map(([name, value]) => (value === true ? name : `${name}=${value}`))
    .join(",") || "nothing";

describe("the inbox, used from sign-in to export, when this is otherwise than believed:", { concurrency: 2 }, () => {
  for (const [belief, switches, seen] of rows) {
    it(`belief ${belief}: ${named(switches)}`, () => withDemo((world) => useInbox(world, switches, seen)));
  }
  for (const seed of [1, 2, 3]) {
    const [, switches, seen] = mixture(seed);
    it(`seed ${seed}: ${named(switches)}`, () => withDemo((world) => useInbox(world, switches, seen)));
  }
});
