// A conversation that is open: what is shown of it, and what the gateway is asked for.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, NetworkError } from "../../sdk/src/errors.ts";
import { openingOf } from "../thread/opening.ts";
import { settled } from "./fake-clock.ts";
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
});

describe("where one stood before", () => {
  it("is where it opens, before the gateway answers", async () => {
    const { fake, thread } = await conversation({ size: 300, kept: [11, 300], stood: "50" });
    fake.beforeAnswer = () => new Promise(() => {});
    void thread.open();
    await settled();
    assert.equal(thread.shown.window.value.messages[0]!.id, "40");
  });

  it("is looked for on the pages before the newest", async () => {
    const { fake, thread } = await conversation({ size: 20, stood: "13" });
    await thread.open();
    assert.deepEqual([fake.asked, thread.placed.value], [["a", "a 18", "a 15"], 1]);
    assert.equal(thread.shown.window.value.messages[0]!.id, "12");
  });

  it("is looked for on four pages, and not once somebody scrolls", async () => {
    const far = await conversation({ size: 40, stood: "3" });
    await far.thread.open();
    assert.deepEqual([far.fake.asked.length, far.thread.placed.value], [4, 0]);
    const scrolled = await conversation({ size: 40, stood: "3" });
    scrolled.fake.beforeAnswer = () => scrolled.thread.stay();
    await scrolled.thread.open();
    assert.deepEqual(scrolled.fake.asked, ["a"]);
  });

  it("is looked for no more when all was read", async () => {
    const { fake, thread } = await conversation({ size: 2, stood: "99" });
    await thread.open();
    assert.deepEqual([fake.asked, thread.loading.value.state], [["a"], "idle"]);
  });

  it("is not where one stands before the conversation is opened", async () => {
    const { thread } = await conversation({ size: 2 });
    thread.standsAt({ messageId: "1", offset: 0 });
    thread.remember()();
    assert.deepEqual([thread.keptPlace, thread.opensWhereItWas], [undefined, false]);
  });

  it("does not count where there are unread messages", async () => {
    const { thread } = await conversation({ size: 6, kept: [1, 6], unread: 2, stood: "2" });
    await thread.open();
    assert.deepEqual([thread.unreadFrom.value, thread.placed.value], ["5", 0]);
  });

  it("is not forgotten for what is in view while it is looked for", async () => {
    const { fake, thread } = await conversation({ size: 20, stood: "13" });
    fake.beforeAnswer = () => thread.standsAt(undefined);
    await thread.open();
    assert.equal(thread.keptPlace?.messageId, "13");
    thread.standsAt(undefined);
    assert.equal(thread.keptPlace, undefined);
  });
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

describe("a message that is gone to", () => {
  it("is shown, with some before it, before the gateway answers", async () => {
    const { fake, thread } = await conversation({ size: 300, kept: [11, 300] });
    let answer = () => {};
    fake.beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    const opened = thread.open();
    await settled();
    assert.equal(await thread.goTo("50"), true);
    assert.deepEqual([thread.spot.value?.messageId, thread.shown.window.value.messages[0]!.id], ["50", "40"]);
    answer();
    await opened;
    assert.deepEqual([thread.spot.value?.messageId, thread.shown.window.value.messages[0]!.id], ["50", "40"]);
  });

  it("moves nothing else when it is among those that are shown", async () => {
    const { thread, shown } = await conversation({ size: 6, kept: [1, 6] });
    await thread.open();
    await thread.goTo("2");
    assert.deepEqual([shown(), thread.spot.value?.messageId], ["1 2 3 4 5 6", "2"]);
  });

  it("moves nothing else when it is among some of the newest", async () => {
    const { thread } = await conversation({ size: 300, kept: [1, 300] });
    await thread.open();
    await thread.goTo("250");
    assert.deepEqual([thread.spot.value?.messageId, thread.shown.window.value.messages[0]!.id], ["250", "201"]);
  });

  it("is nowhere when it is not kept", async () => {
    const { thread, shown } = await conversation({ size: 6, kept: [3, 6] });
    await thread.open();
    assert.deepEqual([await thread.goTo("1"), thread.spot.value, shown()], [false, undefined, "3 4 5 6"]);
  });

  it("stays in view when the unread messages are found after it", async () => {
    const { fake, thread } = await conversation({ size: 20, kept: [1, 4], unread: 8 });
    let answer = () => {};
    fake.beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    const opened = thread.open();
    await settled();
    await thread.goTo("2");
    fake.beforeAnswer = async () => {};
    answer();
    await opened;
    assert.deepEqual([thread.unreadFrom.value, thread.placed.value], ["13", 0]);
  });

  it("is waited for when it may be among the newest, which are on their way", async () => {
    const { fake, thread } = await conversation({ size: 6 });
    let answer = () => {};
    fake.beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    const opened = thread.open();
    await settled();
    const gone = thread.goTo("6");
    await settled();
    answer();
    assert.deepEqual([await gone, thread.spot.value?.messageId], [true, "6"]);
    await opened;
  });

  it("is not waited for once somebody scrolls", async () => {
    const { fake, thread } = await conversation({ size: 6 });
    fake.beforeAnswer = async () => thread.stay();
    const opened = thread.open();
    assert.deepEqual([await thread.goTo("6"), thread.spot.value], [false, undefined]);
    await opened;
  });

  it("is one like others when the next one is gone to", async () => {
    const { thread } = await conversation({ size: 6, kept: [1, 6] });
    await thread.goTo("2");
    const first = thread.spot.value!;
    await thread.goTo("3");
    thread.leaveSpot(first);
    assert.equal(thread.spot.value?.messageId, "3");
    thread.leaveSpot(thread.spot.value!);
    assert.equal(thread.spot.value, undefined);
  });
});

describe("where one stands is gone back to", () => {
  const here = { messageId: "3", offset: -20 };

  it("after one went to a message", async () => {
    const { thread } = await conversation({ size: 6, kept: [1, 6] });
    await thread.open();
    thread.standsAt(here);
    const goBack = thread.remember();
    await thread.goTo("1");
    thread.standsAt({ messageId: "1", offset: 0 });
    goBack();
    assert.deepEqual([thread.keptPlace, thread.spot.value, thread.placed.value], [here, undefined, 1]);
  });

  it("when that is the end", async () => {
    const { thread } = await conversation({ size: 6, kept: [1, 6] });
    await thread.open();
    const goBack = thread.remember();
    await thread.goTo("1");
    thread.standsAt({ messageId: "1", offset: 0 });
    goBack();
    assert.equal(thread.keptPlace, undefined);
  });

  it("with the unread line, at which it stands when nobody has moved from there", async () => {
    const { thread } = await conversation({ size: 6, kept: [1, 6], unread: 2, stood: "2" });
    await thread.open();
    const goBack = thread.remember();
    thread.left();
    goBack();
    assert.deepEqual([thread.unreadFrom.value, thread.opensWhereItWas], ["5", false]);
  });

  it("and not to the unread line when one has moved from there", async () => {
    const { thread } = await conversation({ size: 6, kept: [1, 6], unread: 2 });
    await thread.open();
    thread.standsAt(here);
    const goBack = thread.remember();
    goBack();
    assert.deepEqual([thread.unreadFrom.value, thread.opensWhereItWas], ["5", true]);
    assert.equal(openingOf(thread.rows.value, thread.keptPlace, true)?.offset, -20);
  });
});

describe("older messages", () => {
  it("come from what is kept first, and then from the gateway", async () => {
    const { fake, thread } = await conversation({ size: 260, kept: [11, 260] });
    await thread.open();
    const first = () => thread.shown.window.value.messages[0]!.id;
    assert.equal(first(), "161");
    await thread.shown.loadOlder();
    assert.deepEqual([first(), fake.asked], ["11", ["a"]]);
    await thread.shown.loadOlder();
    assert.deepEqual([first(), fake.asked], ["8", ["a", "a 11"]]);
  });

  it("are asked for once at a time, and said to be loading", async () => {
    const { fake, thread } = await conversation({ size: 9 });
    await thread.open();
    let answer = () => {};
    fake.beforeAnswer = () => new Promise((resolve) => (answer = resolve));
    const loads = [thread.shown.loadOlder(), thread.shown.loadOlder()];
    await settled();
    assert.equal(thread.shown.older.value.state, "loading");
    answer();
    await Promise.all(loads);
    assert.deepEqual([fake.asked, thread.shown.older.value.state], [["a", "a 7"], "idle"]);
  });

  it("are not asked for behind the beginning", async () => {
    const { fake, thread } = await conversation({ size: 2 });
    await thread.open();
    await thread.shown.readOlder();
    assert.deepEqual(fake.asked, ["a"]);
  });

  it("that cannot be read for whoever looks for something say so", async () => {
    const { thread, failNext } = await conversation({ size: 9 });
    await thread.open();
    failNext(new NetworkError("cut"));
    await thread.shown.readOlder();
    assert.equal(thread.shown.older.value.state, "failed");
  });

  for (const [what, from, asked] of [
    ["a message that nobody knows", "77", ["a", "a 77"]],
    ["the newest one, which was deleted elsewhere", "9", ["a", "a 9"]],
  ] as const) {
    it(`before ${what}, cannot be read`, async () => {
      const { fake, thread, deleteElsewhere } = await conversation({ size: 9 });
      await thread.open();
      deleteElsewhere("9");
      await assert.rejects(thread.shown.readBefore(from), { name: "CGIError" });
      assert.deepEqual(fake.asked, asked);
    });
  }

  it("stay in view when newer ones come", async () => {
    const { fake, thread, reader } = await conversation({ size: 100, kept: [1, 100] });
    await thread.open();
    fake.add("a", 101);
    thread.takeNews(await reader.newest("a"));
    const { messages } = thread.shown.window.value;
    assert.deepEqual([messages[0]!.id, messages.at(-1)!.id], ["1", "101"]);
  });

  it("end at the beginning", async () => {
    const { fake, thread, shown } = await conversation({ size: 4 });
    await thread.open();
    await thread.shown.loadOlder();
    await thread.shown.loadOlder();
    assert.deepEqual([shown(), fake.asked], ["1 2 3 4", ["a", "a 2"]]);
  });

  it("are read without being shown, for whoever looks for something in them", async () => {
    const { fake, thread } = await conversation({ size: 260, kept: [11, 260] });
    await thread.open();
    await thread.shown.readOlder();
    const [oldest] = thread.shown.history.value.pieces[0]!.run.messages;
    assert.deepEqual([oldest!.id, thread.shown.window.value.messages[0]!.id], ["8", "161"]);
    assert.deepEqual(fake.asked, ["a", "a 11"]);
  });

  it("that cannot be read can be asked for again", async () => {
    const { thread, shown, failNext } = await conversation({ size: 6 });
    await thread.open();
    failNext(new NetworkError("cut"));
    await thread.shown.loadOlder();
    assert.deepEqual([shown(), thread.shown.older.value.state], ["4 5 6", "failed"]);
    await thread.shown.loadOlder();
    assert.deepEqual([shown(), thread.shown.older.value.state], ["1 2 3 4 5 6", "idle"]);
  });
});

describe("a gap", () => {
  it("is filled from its newer edge, page by page, until nothing is missing", async () => {
    const { fake, thread, shown } = await conversation({ size: 12, kept: [1, 3] });
    await thread.open();
    assert.equal(shown(), "1 2 3 … 10 11 12");
    await thread.shown.loadGap("10");
    assert.equal(shown(), "1 2 3 … 7 8 9 10 11 12");
    await thread.shown.loadGap("7");
    await thread.shown.loadGap("4");
    assert.equal(shown(), "1 2 3 4 5 6 7 8 9 10 11 12");
    assert.deepEqual(fake.asked, ["a", "a 10", "a 7", "a 4"]);
  });

  it("is asked for once at a time", async () => {
    const { fake, thread } = await conversation({ size: 12, kept: [1, 3] });
    await thread.open();
    await Promise.all([thread.shown.loadGap("10"), thread.shown.loadGap("10")]);
    assert.deepEqual(fake.asked, ["a", "a 10"]);
  });

  it("is waited for by whoever wants it while it is on its way", async () => {
    const { thread, shown } = await conversation({ size: 12, kept: [1, 3] });
    await thread.open();
    const first = thread.shown.loadGap("10");
    await thread.shown.loadGap("10");
    assert.equal(shown(), "1 2 3 … 7 8 9 10 11 12");
    await first;
  });

  it("that cannot be read says so, and can be asked for again", async () => {
    const { thread, shown, failNext } = await conversation({ size: 9, kept: [1, 3] });
    await thread.open();
    failNext(new NetworkError("cut"));
    await thread.shown.loadGap("7");
    assert.deepEqual([shown(), thread.shown.gaps.value.get("7")?.state], ["1 2 3 … 7 8 9", "failed"]);
    await thread.shown.loadGap("7");
    assert.deepEqual([shown().startsWith("1 2 3 "), thread.shown.gaps.value.size], [true, 0]);
  });

  it("behind which the message was deleted elsewhere is asked for from the next one", async () => {
    const { fake, thread, shown, deleteElsewhere } = await conversation({ size: 12, kept: [1, 3] });
    await thread.open();
    deleteElsewhere("10");
    await thread.shown.loadGap("10");
    assert.deepEqual(fake.asked, ["a", "a 10", "a 11"]);
    assert.equal(shown(), "1 2 3 … 7 8 9 11 12");
    assert.equal(thread.shown.gaps.value.size, 0);
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
