// Each of the 15 calls as a user makes it: chosen, filled in, run, and its answer read.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import type { Browser } from "playwright-core";
import { ConsolePage } from "./console-page.js";
import { simulator, startBrowser, startDemo, type Demo } from "./harness.js";

interface Session {
  sessionId: string;
  user: { uin: string; encryptUin: string; nick: string };
}

interface Message {
  id: string;
  msgType: number;
  metaData: { content: string; bizType: number } | null;
}

let demo: Demo;
let browser: Browser;
let page: ConsolePage;
let sessions: Session[];

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  page = await ConsolePage.open(browser, demo);
  sessions = (await page.make("getSessions", { size: "60" })).answer.sessions;
});
after(async () => {
  try {
    await page?.close();
  } finally {
    await browser?.close();
    await demo?.stop();
  }
});

const withUser = (nick: string) => sessions.find((session) => session.user.nick === nick)!;

async function messagesWith(nick: string): Promise<Message[]> {
  const { answer } = await page.make("getMessages", { sessionId: withUser(nick).sessionId, size: "50" });
  return answer.messages;
}

const isPicture = ({ msgType }: Message) => [2, 3, 5, 6].includes(msgType);

it("getSessions lists the inbox, newest first", () => {
  assert.equal(sessions.length, 48);
  assert.equal(sessions[0]?.user.nick, "小鹿乱撞");
});

it("getSessions goes on with the next page until there is none", async () => {
  await page.choose("getSessions");
  await page.fill({ size: "20" });
  const seen: string[] = [];
  let { answer } = await page.run();
  for (;;) {
    seen.push(...answer.sessions.map((session: Session) => session.sessionId));
    const next = page.page.getByRole("button", { name: "下一页" });
    if (!(await next.isVisible())) break;
    ({ answer } = await page.ended(() => next.click()));
  }
  assert.deepEqual(
    seen,
    sessions.map((session) => session.sessionId),
  );
  await page.page.getByRole("button", { name: "还原" }).click();
});

it("getMessages shows a conversation, and goes on with its next page", async () => {
  const { sessionId } = withUser("小鹿乱撞");
  const first = await page.make("getMessages", { sessionId, size: "5" });
  const second = await page.ended(() => page.page.getByRole("button", { name: "下一页" }).click());
  const all = (await page.make("getMessages", { sessionId, lastId: "", size: "10" })).answer;
  assert.equal(first.answer.session.sessionId, sessionId);
  assert.deepEqual(
    [...first.answer.messages, ...second.answer.messages].map((m: Message) => m.id),
    all.messages.map((m: Message) => m.id),
  );
});

it("getMediaMessageDetails gives the addresses of pictures", async () => {
  const pictures = (await messagesWith("摄影师老K")).filter(isPicture).map((m) => m.id);
  const { answer } = await page.make("getMediaMessageDetails", {
    sessionId: withUser("摄影师老K").sessionId,
    msgIds: pictures.join(", "),
  });
  assert.deepEqual(Object.keys(answer.msgIds).sort(), pictures.sort());
  for (const message of Object.values<{ metaData: { pic: string } }>(answer.msgIds)) {
    assert.notEqual(message.metaData.pic, "");
  }
});

it("getConfig reads a setting", async () => {
  const { answer } = await page.make("getConfig", { configType: "5" });
  assert.equal(answer.configValueStr, "的肩膀说来首歌");
});

it("getChatEntries lists the buttons of both scenes", async () => {
  const { answer } = await page.make("getChatEntries", { scenes: "1, 2", userId: withUser("小鹿乱撞").user.uin });
  assert.deepEqual(Object.keys(answer.entries), ["1", "2"]);
  assert.equal(answer.canBeDazi, true);
});

it("getMusicianMessageCard shows a musician's card whole", async () => {
  const { answer } = await page.make("getMusicianMessageCard", { encUin: withUser("许知夏").user.encryptUin });
  assert.equal(answer.data.Title, "许知夏 的音乐人名片");
});

it("getSafetyHint warns of a stranger", async () => {
  const { answer } = await page.make("getSafetyHint", { encUin: withUser("一只耳朵").user.encryptUin });
  assert.match(answer.hint, /谨防诈骗/);
});

it("getFriendshipBadge keeps all digits of an id that no number holds", async () => {
  const { answer } = await page.make("getFriendshipBadge", { targetEncUin: withUser("小鹿乱撞").user.encryptUin });
  assert.equal(answer.RelID, "1152921504606850001");
});

it("sendMessage sends a text", async () => {
  const { answer } = await page.make("sendMessage", {
    userId: withUser("妈妈").user.uin,
    metaData: '{"content": "<b>到家了</b> 🌙"}',
  });
  assert.equal(answer.messages[0].metaData.content, "<b>到家了</b> 🌙");
  assert.equal((await messagesWith("妈妈"))[0]?.metaData?.content, "<b>到家了</b> 🌙");
});

it("reportCardMessageAction answers a card", async () => {
  const card = (await messagesWith("演出票务通知")).find((m) => m.metaData?.bizType === 4)!;
  const { answer } = await page.make("reportCardMessageAction", {
    targetUserId: withUser("演出票务通知").user.uin,
    msgType: String(card.msgType),
    confirm: "1",
    msgId: card.id,
  });
  assert.equal(answer.tips, "操作成功");
});

it("setConfig changes a setting to a text", async () => {
  const { answer } = await page.make("setConfig", { configType: "5", configValue: "的吉他弦" });
  assert.equal(answer.msg, "ok");
  assert.equal((await page.make("getConfig", { configType: "5" })).answer.configValueStr, "的吉他弦");
});

it("setConfig changes a setting to a number", async () => {
  await page.choose("setConfig");
  await page.page.getByLabel("configValue 的类型").selectOption({ label: "数字" });
  await page.make("setConfig", { configType: "2", configValue: "1" });
  assert.equal((await page.make("getConfig", { configType: "2" })).answer.configValue, 1);
});

it("deleteMessage removes one message", async () => {
  const [first, second] = await messagesWith("贝斯手阿哲");
  await page.make("deleteMessage", { sessionId: withUser("贝斯手阿哲").sessionId, msgId: first!.id });
  assert.equal((await messagesWith("贝斯手阿哲"))[0]?.id, second!.id);
});

it("clearSession removes all messages of a session, once the user agrees", async () => {
  await page.make("clearSession", { sessionId: withUser("键盘手Kiki").sessionId }, { confirm: true });
  assert.deepEqual(await messagesWith("键盘手Kiki"), []);
});

it("deleteSession removes a session, once the user agrees", async () => {
  const { sessionId } = withUser("一只耳朵");
  await page.make("deleteSession", { sessionId }, { confirm: true });
  const left: Session[] = (await page.make("getSessions", { size: "60" })).answer.sessions;
  assert.ok(left.every((session) => session.sessionId !== sessionId));
});

it("deleteSession does nothing when the user does not agree", async () => {
  const before = (await simulator(demo).requests()).length;
  await page.choose("deleteSession");
  await page.fill({ sessionId: withUser("妈妈").sessionId });
  await page.page.locator('button[type="submit"]').click();
  await page.page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await page.page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal((await simulator(demo).requests()).length, before);
});

it("markAllMessagesRead says that it marks everything, and marks it", async () => {
  await page.choose("markAllMessagesRead");
  await page.fill({ encryptUin: withUser("小鹿乱撞").user.encryptUin });
  await page.page.locator('button[type="submit"]').click();
  assert.match(await page.page.getByRole("dialog").innerText(), /所有会话的全部消息/);
  await page.ended(() => page.page.locator("dialog button.danger").click());
  assert.equal((await page.make("getSessions")).answer.newMsgCnt, 0);
});
