import "./page-in-node.ts";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NetworkError } from "../../sdk/src/errors.ts";
import { settled } from "./fake-clock.ts";
import { begunId } from "../model/begun.ts";
import { me, message, session, user } from "./messages.ts";
import { show, started } from "./inbox-world.ts";

describe("a conversation that was begun here", () => {
  const begun = begunId("7");
  const nothing = { tips: "", msg: "", reason: 0, identifyUrl: "" };
  type World = Awaited<ReturnType<typeof started>>;

  /** What the gateway makes of the first message: a conversation with that user. */
  const reach = ({ fake, inbox }: World) => {
    const { clientKey } = inbox.outbox.entries.value[0]!;
    fake.histories.set("c", []);
    fake.sessions.set("c", { ...session("nick c"), sessionId: "c", user: user("7"), sortTime: 50 });
    return fake.add("c", 9, { changes: { clientKey, fromUser: me } });
  };
  const texts = ({ inbox }: World) =>
    inbox.open.value?.rows.value.flatMap((row) => (row.row === "message" ? [row.message.metaData?.content] : [])) ?? [];

  it("asks the gateway nothing, and stands first in the list", async (t) => {
    const it = await started(t);
    it.fake.asked.length = 0;
    await show(it, begun);
    it.fake.add("b", 9);
    await it.look();
    assert.deepEqual(it.fake.asked, ["list"]);
    assert.deepEqual(
      it.inbox.list.shown.value.map((one) => one.sessionId),
      [begun, "b", "a"],
    );
    assert.equal(it.inbox.open.value?.id, begun);
  });

  it("is gone when it is left with nothing written", async (t) => {
    const it = await started(t);
    await show(it, begun);
    it.inbox.leave();
    assert.deepEqual(it.inbox.begun.all.value, []);
  });

  it("stays as long as there is a draft", async (t) => {
    const it = await started(t);
    await show(it, begun);
    it.inbox.drafts.set(begun, "typed");
    await show(it, "a");
    assert.deepEqual(
      it.inbox.begun.all.value.map((one) => one.sessionId),
      [begun],
    );
  });

  it("becomes the one that the answer to the first message names, with what is being written", async (t) => {
    const it = await started(t);
    await show(it, begun);
    it.sending(async () => {
      const sent = reach(it);
      it.inbox.drafts.set(begun, "and then");
      return { ...nothing, messages: [sent], session: it.fake.sessions.get("c")! };
    });
    it.inbox.open.value!.send("text 9");
    await settled();
    await settled();
    assert.deepEqual(it.places, ["7 in none"]);
    assert.deepEqual([it.inbox.open.value?.id, texts(it)], ["c", ["text 9"]]);
    assert.deepEqual([it.inbox.drafts.of("c"), it.inbox.drafts.of(begun)], ["and then", ""]);
    assert.deepEqual([it.inbox.outbox.entries.value, it.inbox.begun.all.value], [[], []]);
  });

  it("becomes the one that the list has, when the answer names none", async (t) => {
    const it = await started(t);
    await show(it, begun);
    it.sending(async () => ({ ...nothing, messages: [reach(it)], session: null }));
    it.inbox.open.value!.send("text 9");
    await settled();
    await settled();
    assert.deepEqual([it.inbox.open.value?.id, texts(it)], ["c", ["text 9"]]);
  });

  it("shows what was sent also when nobody says where it is", async (t) => {
    const it = await started(t);
    await show(it, begun);
    it.sending(async () => {
      const { clientKey } = it.inbox.outbox.entries.value[0]!;
      return { ...nothing, messages: [message(9, { clientKey, fromUser: me })], session: null };
    });
    it.inbox.open.value!.send("text 9");
    await settled();
    await settled();
    assert.deepEqual([it.inbox.open.value?.id, texts(it)], [begun, ["text 9"]]);
  });

  it("keeps what was not sent, which goes to the right place later", async (t) => {
    const it = await started(t);
    await show(it, begun);
    it.sending(() => Promise.reject(new NetworkError("no", { maybeSent: false })));
    it.inbox.open.value!.send("not sent");
    await settled();
    await show(it, "a");
    assert.deepEqual([...it.inbox.outbox.failedIn.value], [begun]);
    it.fake.histories.set("c", []);
    it.fake.sessions.set("c", { ...session("nick c"), sessionId: "c", user: user("7"), sortTime: 50 });
    await it.look();
    await settled();
    assert.deepEqual([...it.inbox.outbox.failedIn.value], ["c"]);
    assert.deepEqual(it.inbox.begun.all.value, []);
    it.inbox.outbox.retry(it.inbox.outbox.entries.value[0]!.clientKey);
    await settled();
    assert.deepEqual(it.places.at(-1), "7 in c");
  });

  it("does not hold a message for lost that arrived without an answer", async (t) => {
    const it = await started(t);
    await show(it, begun);
    it.sending(() => {
      reach(it);
      return Promise.reject(new NetworkError("no", { maybeSent: true }));
    });
    it.inbox.open.value!.send("text 9");
    await settled();
    await settled();
    assert.deepEqual([it.inbox.outbox.entries.value, it.inbox.open.value?.id], [[], "c"]);
  });

  it("says of a message without an answer that it was not sent, when the list has nobody of that number", async (t) => {
    const it = await started(t);
    await show(it, begun);
    it.sending(() => Promise.reject(new NetworkError("no", { maybeSent: true })));
    it.inbox.open.value!.send("text 9");
    await settled();
    assert.deepEqual(
      it.inbox.outbox.entries.value.map((entry) => [entry.state, entry.text]),
      [["failed", "text 9"]],
    );
  });

  it("is the conversation with that user as soon as the list has it", async (t) => {
    const it = await started(t);
    await show(it, begunId("2"));
    assert.equal(it.inbox.open.value?.id, "a");
  });
});
