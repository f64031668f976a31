// The rooms of an account's inbox, put together.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NetworkError } from "../../sdk/src/errors.ts";
import { settled } from "./fake-clock.ts";
import { en } from "../words/en.ts";
import { me, message, peer } from "./messages.ts";
import { show, started } from "./inbox-world.ts";

describe("an inbox", () => {
  it("reads the open conversation with each look, but not for a page that cannot be seen", async (t) => {
    const it = await started(t);
    await show(it, "a");
    it.fake.asked.length = 0;
    await it.look();
    assert.deepEqual(it.fake.asked, ["list", "a"]);
    it.hidden.value = true;
    it.fake.asked.length = 0;
    await it.look();
    assert.deepEqual(it.fake.asked, ["list"]);
  });

  for (const [what, id, from, said] of [
    ["of the other side of the open conversation", "a", peer, "nick a: text 9"],
    ["of another conversation", "b", peer, "nick b: text 9"],
    ["of one's own, written elsewhere", "b", me, ""],
    ["of nobody knows whom", "a", null, `${en.unknownSenderWith("nick a")}: text 9`],
    ["of another conversation and nobody knows whom", "b", null, `${en.unknownSenderWith("nick b")}: text 9`],
    ["of one's own by its encrypted number", "b", { ...me, uin: "" }, ""],
  ] as const) {
    it(`tells a screen reader of a new message ${what}`, async (t) => {
      const it = await started(t);
      await show(it, "a");
      it.fake.add(id, 9, { unread: true, changes: { fromUser: from } });
      await it.look();
      assert.equal(it.inbox.announcement.value, said);
    });
  }

  it("tells a screen reader nothing of a conversation that is muted", async (t) => {
    const it = await started(t);
    it.inbox.listMarks.mute("b", true);
    it.fake.add("b", 9, { unread: true });
    await it.look();
    assert.deepEqual(
      [it.inbox.announcement.value, it.inbox.list.unmuted.value, it.inbox.list.unread.value],
      ["", 0, 1],
    );
  });

  it("keeps the focus in the list for the one conversation that was opened so", async (t) => {
    const it = await started(t);
    it.inbox.show("a", { staysInList: true });
    assert.ok(it.inbox.staysInList);
    it.inbox.show("b");
    assert.ok(!it.inbox.staysInList);
    await it.inbox.goTo("a", "1");
    assert.ok(it.inbox.staysInList, "among what was found, too");
  });

  for (const [what, id, hidden, changes, told] of [
    ["of another conversation", "b", false, {}, ["b"]],
    ["of the conversation in view", "a", false, {}, []],
    ["of the open conversation of a page that cannot be seen", "a", true, {}, ["a"]],
    ["of one's own, written elsewhere", "b", true, { fromUser: me }, []],
  ] as const) {
    it(`announces ${told.length > 0 ? "" : "no "}news ${what}`, async (t) => {
      const it = await started(t);
      await show(it, "a");
      it.hidden.value = hidden;
      it.fake.add(id, 9, { unread: true, changes });
      await it.look();
      assert.deepEqual(it.news, told);
    });
  }

  it("announces no news of nobody knows whom that is not counted as unread", async (t) => {
    const it = await started(t);
    it.fake.add("b", 9, { unread: true });
    await it.look();
    it.fake.add("b", 10, { changes: { fromUser: null } });
    await it.look();
    assert.deepEqual(it.news, ["b"]);
  });

  for (const id of ["a", "b"]) {
    it(`tells nobody of what is left of a deleted message, in the ${id === "a" ? "open" : "other"} conversation`, async (t) => {
      const it = await started(t);
      await show(it, "a");
      it.fake.add(id, 9, { unread: true, changes: { metaData: null, state: 2 } });
      await it.look();
      assert.deepEqual([it.inbox.announcement.value, it.inbox.open.value!.arrived.value], ["", 0]);
    });
  }

  for (const [what, id, messageId, then] of [
    ["opens a conversation", "b", undefined, [true, "b", undefined]],
    ["opens a conversation at a message", "b", "1", [true, "b", "1"]],
    ["opens a conversation without a message that is gone", "b", "9", [false, "b", undefined]],
    ["stays where it is when there is no such conversation", "c", "1", [false, "a", undefined]],
  ] as const) {
    it(`${what} that somebody wants to see`, async (t) => {
      const it = await started(t);
      await show(it, "a");
      await show(it, "b");
      await show(it, "a");
      const found = await it.inbox.goTo(id, messageId);
      const { open } = it.inbox;
      assert.deepEqual([found, open.value?.id, open.value?.spot.value?.messageId], then);
    });
  }

  it("shows what was sent also when the gateway gives it back without what was written", async (t) => {
    const it = await started(t);
    await show(it, "a");
    it.sending(async () => {
      const { clientKey } = it.inbox.outbox.entries.value[0]!;
      const messages = [message(9, { clientKey, fromUser: null, metaData: null })];
      return { messages, tips: "", msg: "", reason: 0, identifyUrl: "", session: null };
    });
    it.inbox.open.value!.send("hello");
    await settled();
    const row = it.inbox.open.value!.rows.value.at(-1);
    assert.deepEqual(row?.row === "message" && [row.kind, row.side], [{ kind: "text", text: "hello" }, "me"]);
  });

  for (const [what, writes, open] of [
    ["leaves a conversation that was deleted elsewhere", "", undefined],
    ["stays in one in which something is being written", "typed", "a"],
  ] as const) {
    it(what, async (t) => {
      const it = await started(t);
      await show(it, "a");
      it.inbox.drafts.set("a", writes);
      it.fake.sessions.delete("a");
      await it.look();
      await it.look();
      assert.equal(it.inbox.open.value?.id, open);
    });
  }

  it("forgets what was written in a conversation that is deleted here, sent or not", async (t) => {
    const it = await started(t);
    Object.assign(it.fake.client, { deleteSession: async () => it.fake.sessions.delete("a") });
    await show(it, "a");
    it.inbox.drafts.set("a", "typed");
    it.sending(() => Promise.reject(new NetworkError("no", { maybeSent: false })));
    it.inbox.open.value!.send("not sent");
    await settled();
    await it.inbox.list.delete(it.inbox.archive.conversation("a")!);
    await settled();
    assert.deepEqual(
      [it.inbox.drafts.of("a"), it.inbox.outbox.entries.value, it.inbox.open.value],
      ["", [], undefined],
    );
  });

  for (const [what, draft, taken] of [
    ["takes the last message that failed back into its empty field", "", true],
    ["leaves it where it is while something else is being written", "typed", false],
  ] as const) {
    it(what, async (t) => {
      const it = await started(t);
      await show(it, "a");
      it.sending(() => Promise.reject(new NetworkError("no", { maybeSent: false })));
      it.inbox.open.value!.send("not sent");
      await settled();
      it.inbox.drafts.set("a", draft);
      assert.equal(it.inbox.editLast("a"), taken);
      const texts = [...it.inbox.outbox.entries.value.map((entry) => entry.text), it.inbox.drafts.of("a")];
      assert.deepEqual(texts, taken ? ["not sent"] : ["not sent", "typed"]);
    });
  }

  it("does not take back what may have been sent", async (t) => {
    const it = await started(t);
    await show(it, "a");
    it.sending(() => Promise.reject(new NetworkError("no", { maybeSent: true })));
    it.fake.failures.set(it.fake.asked.length, () => new NetworkError("no", { maybeSent: false }));
    it.inbox.open.value!.send("perhaps sent");
    await settled();
    assert.equal(it.inbox.outbox.entries.value[0]?.state, "maybe");
    assert.ok(!it.inbox.editLast("a"));
  });

  it("reads what a conversation shows first before it is opened, and of one that was open nothing more", async (t) => {
    const { inbox } = await started(t);
    const read = t.mock.method(inbox.archive, "readEnd");
    inbox.readAhead("a");
    inbox.show("b");
    read.mock.resetCalls();
    inbox.readAhead("b");
    inbox.readAhead("a");
    assert.deepEqual(
      read.mock.calls.map(({ arguments: [id] }) => id),
      ["a"],
    );
  });

  it("has a conversation at hand that was open before", async (t) => {
    const it = await started(t);
    await show(it, "a");
    const first = it.inbox.open.value;
    await show(it, "b");
    assert.equal(it.inbox.open.value?.id, "b");
    await show(it, "a");
    assert.equal(it.inbox.open.value, first);
  });
});
