// Messages that are not there yet: older ones, and those in a gap.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NetworkError } from "../../sdk/src/errors.ts";
import { settled } from "./fake-clock.ts";
import { conversation } from "./thread-world.ts";

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
