// What is left of messages that were deleted, where a gateway leaves something.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Message } from "../../sdk/src/index.ts";
import { messageLine, readLine } from "../archive/backup-format.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { takeTop } from "../archive/list-pages.ts";
import type { ArchivedMessage } from "../archive/history.ts";
import { kindOf } from "../model/kinds.ts";
import { ArchiveWorld, numbered } from "./archive-world.ts";
import { nothingHere } from "./list-notation.ts";
import { message } from "./messages.ts";
import { conversation, listPage } from "./pages.ts";

const husk = (one: Message): Message => ({ ...one, metaData: null, state: 2 });

/** An archive with the messages 1 to 3 of a conversation, and what is shown of them. */
async function archived({ keepsGone = false } = {}) {
  const world = new ArchiveWorld();
  world.keepsGone = keepsGone;
  const archive = await world.tab(new MemoryStore());
  const take = (messages: readonly Message[], hasMore = false) =>
    archive.takePage("a", { messages, hasMore }, archive.asking());
  await take(numbered(3, 2, 1));
  const shown = async () =>
    (await archive.kept.readHistory("a")).pieces
      .flatMap(({ run }) => run.messages)
      .map((one) => `${one.id} ${kindOf(one).kind}${one.goneAt === undefined ? "" : " gone"}`)
      .join(", ");
  return { world, archive, take, shown };
}

const [three, two, one] = numbered(3, 2, 1) as [Message, Message, Message];

describe("what is left of a message that was deleted elsewhere", () => {
  for (const [what, keepsGone, then] of [
    ["takes its place", false, "1 text, 2 nothing, 3 text"],
    ["leaves it to those who keep what was deleted, marked as the others are", true, "1 text, 2 text gone, 3 text"],
  ] as const) {
    it(what, async () => {
      const { take, shown } = await archived({ keepsGone });
      await take([three, husk(two), one]);
      assert.equal(await shown(), then);
      await take([three, husk(two), one]);
      assert.equal(await shown(), then);
    });
  }
});

describe("what is left of a message that was deleted here", () => {
  const later = 60_000;
  it("stays away, however late it comes", async () => {
    const { world, archive, take, shown } = await archived();
    await archive.delete("a", ["2"]);
    world.now += later;
    await take([three, husk(two), one]);
    assert.equal(await shown(), "1 text, 3 text");
  });

  it("is shown as deleted where nothing else would be left of a page", async () => {
    const { world, archive, take, shown } = await archived();
    await archive.delete("a", ["3", "2", "1"]);
    world.now += later;
    await take([husk(three), husk(two), husk(one)], true);
    assert.equal(await shown(), "1 nothing, 2 nothing, 3 nothing");
  });
});

describe("the list", () => {
  const list = (newest: Message, unread = 0) => [conversation("a", 1, { newest, newMsgCnt: unread })];
  const known = { conversations: list(message(1)), hasMore: false, unread: 0 };

  it("says of the newest message that it was deleted", () => {
    const { list: after, news } = takeTop(known, [listPage(list(husk(message(1))))], nothingHere);
    const newest = after.conversations[0]!.newMsg! as ArchivedMessage;
    assert.deepEqual([newest.lost, news], ["deleted", []]);
    assert.equal(takeTop(after, [listPage(list(husk(message(1))))], nothingHere).list, after);
  });

  it("has no news of what was deleted before it was seen", () => {
    assert.deepEqual(takeTop(known, [listPage(list(husk(message(2)), 1))], nothingHere).news, []);
  });
});

describe("the line of a message in a backup", () => {
  for (const lost of ["deleted", "unreadable"] as const) {
    it(`says that its content is ${lost}`, () => {
      const found: ArchivedMessage = { ...message(1, { metaData: null }), lost };
      const line = readLine(JSON.stringify(messageLine("a", found)));
      assert.deepEqual(line, { type: "message", sessionId: "a", message: found });
    });
  }
});
