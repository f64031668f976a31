// Where a conversation stands: where one stood before, a message that is gone to, and the way back.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openingOf } from "../thread/opening.ts";
import { settled } from "./fake-clock.ts";
import { conversation } from "./thread-world.ts";

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
