// A conversation that is open: what is shown of it, and what the gateway is asked for.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, NetworkError } from "../../sdk/src/errors.ts";
import { settled } from "./fake-clock.ts";
import { history } from "./history-notation.ts";
import { me } from "./messages.ts";
import { conversation } from "./thread-world.ts";

describe("a conversation that is opened", () => {
  it("shows what is kept before the gateway answers", async () => {
    const { fake, thread, shown } = await conversation({ size: 6, kept: [1, 5] });
    let answer = () => {};
    fake.beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    const opened = thread.open();
    await settled();
    assert.deepEqual([shown(), thread.loading.value.state], ["1 2 3 4 5", "loading"]);
    answer();
    await opened;
    assert.deepEqual([shown(), thread.loading.value.state], ["1 2 3 4 5 6", "idle"]);
  });

  it("shows what is kept when the gateway does not answer, and says so", async () => {
    const { thread, shown, failNext } = await conversation({ size: 6, kept: [1, 5] });
    failNext(new NetworkError("cut"));
    await thread.open();
    assert.deepEqual([shown(), thread.loading.value.state], ["1 2 3 4 5", "failed"]);
  });

  it("begins at the first unread message, also when it is pages away", async () => {
    const { fake, thread, shown } = await conversation({ size: 20, unread: 8 });
    await thread.open();
    assert.equal(thread.unreadFrom.value, "13");
    assert.deepEqual(fake.asked, ["a", "a 18", "a 15"]);
    assert.equal(shown(), "12 13 14 15 16 17 18 19 20");
    assert.equal(thread.placed.value, 1);
  });

  it("counts what the other side wrote alone", async () => {
    const { fake, thread } = await conversation({ size: 4, unread: 2 });
    fake.add("a", 5, { changes: { fromUser: me } });
    await thread.open();
    assert.equal(thread.unreadFrom.value, "3");
  });

  it("shows the first unread message, however many there are", async () => {
    const { thread } = await conversation({ size: 300, kept: [1, 300], unread: 150 });
    await thread.open();
    assert.deepEqual([thread.unreadFrom.value, thread.shown.window.value.messages[0]!.id], ["151", "141"]);
  });

  it("reads no more than four pages for that", async () => {
    const { fake, thread } = await conversation({ size: 40, unread: 30 });
    await thread.open();
    assert.equal(thread.unreadFrom.value, undefined);
    assert.deepEqual(fake.asked, ["a", "a 38", "a 35", "a 32"]);
  });

  it("keeps its place when the unread messages were kept already", async () => {
    const { thread } = await conversation({ size: 6, kept: [1, 6], unread: 2 });
    await thread.open();
    assert.deepEqual([thread.unreadFrom.value, thread.placed.value], ["5", 0]);
  });

  for (const [what, given, then] of [
    ["its end", {}, { shown: "4 5 6", unreadFrom: undefined }],
    ["its end with what is unread in it", { unread: 2 }, { shown: "4 5 6", unreadFrom: "5" }],
    ["nothing when more is unread than its end has", { unread: 5 }, { shown: "", unreadFrom: undefined }],
    ["nothing when somebody stood before its end", { stood: "2" }, { shown: "", unreadFrom: undefined }],
  ] as const) {
    it(`shows at once, where its end is at hand, ${what}`, async (t) => {
      const { thread, archive, shown } = await conversation({ size: 6, kept: [1, 6], ...given });
      t.mock.method(archive, "endAtHand", () => history("|4 5 6"));
      const opened = thread.open();
      assert.deepEqual({ shown: shown(), unreadFrom: thread.unreadFrom.value }, then);
      await opened;
      assert.equal(shown(), "1 2 3 4 5 6");
    });
  }
});

describe("the unread line", () => {
  it("is gone when the conversation was left and is opened again", async () => {
    const { thread } = await conversation({ size: 6, kept: [1, 6], unread: 2 });
    await thread.open();
    thread.left();
    assert.equal(thread.unreadFrom.value, undefined);
  });

  it("stays when the conversation was left without its newest messages", async () => {
    const { thread, failNext } = await conversation({ size: 6, kept: [1, 6], unread: 2 });
    failNext(new NetworkError("cut"));
    await thread.open();
    thread.left();
    assert.equal(thread.unreadFrom.value, "5");
  });

  it("is there when the conversation was left before it was", async () => {
    const { fake, thread } = await conversation({ size: 6, unread: 2 });
    fake.beforeAnswer = () => thread.left();
    await thread.open();
    assert.equal(thread.unreadFrom.value, "5");
  });
});

describe("deleting a message", () => {
  it("tells the gateway, and takes it away", async () => {
    const { thread, calls, done, shown } = await conversation({ size: 3 });
    await thread.open();
    await thread.delete(thread.shown.window.value.messages[1]!);
    assert.deepEqual([calls, shown(), done()], [["delete 2"], "1 3", 1]);
  });

  it("that the gateway refuses leaves it", async () => {
    const { thread, refusals, shown } = await conversation({ size: 3 });
    await thread.open();
    refusals.set("delete 2", new CGIError("no", { code: 10006 }));
    const problem = await thread.delete(thread.shown.window.value.messages[1]!);
    assert.deepEqual([problem?.kind, shown()], ["refused", "1 2 3"]);
  });

  it("that was deleted elsewhere takes it away without a call", async () => {
    const { thread, calls, shown, deleteElsewhere } = await conversation({ size: 3, keepsGone: true });
    await thread.open();
    deleteElsewhere("2");
    await thread.refresh();
    const gone = thread.shown.window.value.messages[1]!;
    assert.deepEqual([gone.id, gone.goneAt], ["2", 0]);
    await thread.delete(gone);
    assert.deepEqual([calls, shown()], [[], "1 3"]);
  });
});

describe("the safety hint", () => {
  it("is closed with one call", async () => {
    const { thread, calls } = await conversation({ size: 1, hint: "careful" });
    await thread.open();
    assert.equal(thread.extras.value.hint, "careful");
    assert.equal(await thread.closeHint(), undefined);
    assert.deepEqual([calls, thread.extras.value.hint], [["hint e2 1"], ""]);
  });

  it("is closed where nobody knows with whom the conversation is", async () => {
    const { thread, calls } = await conversation({ size: 1, hint: "careful", changes: { user: null } });
    await thread.open();
    await thread.closeHint();
    assert.deepEqual(calls, ["hint  1"]);
  });

  it("stays when the gateway refuses", async () => {
    const { thread, refusals } = await conversation({ size: 1, hint: "careful" });
    await thread.open();
    refusals.set("hint e2 1", new CGIError("no", { code: 10006 }));
    assert.equal((await thread.closeHint())?.kind, "refused");
    assert.equal(thread.extras.value.hint, "careful");
  });
});
