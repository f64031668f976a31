import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, NetworkError } from "../../sdk/src/errors.ts";
import { fillHistory, isFilled, newestGap, type Filling } from "../archive/fill.ts";
import { nothingKnown } from "../archive/history.ts";
import { ingest } from "../archive/ingest.ts";
import { FakeGateway, idsIn, idsTo, readingFrom } from "./fake-gateway.ts";
import { history } from "./history-notation.ts";
import { message } from "./messages.ts";

const circumstances = { now: 0, keepsGone: false, isNewer: () => false };

/** A store in which some pages of a conversation "a" of 20 messages are. */
async function withPages(...pages: (string | undefined)[]) {
  const fake = new FakeGateway({ a: 20 });
  const reading = readingFrom(fake);
  for (const before of pages) await (before ? reading.reader.before("a", before) : reading.reader.newest("a"));
  fake.asked.length = 0;
  return { fake, ...reading };
}

type World = Awaited<ReturnType<typeof withPages>>;

const fill = ({ archive, reader }: World, more: Partial<Filling> = {}) =>
  fillHistory({
    history: () => archive.kept.readHistory("a"),
    ask: async (before) => {
      const { page } = await (before === undefined ? reader.newest("a") : reader.before("a", before));
      return { messages: page.messages, hasMore: Number(page.hasMore) === 1 };
    },
    signal: new AbortController().signal,
    ...more,
  });

describe("filling a conversation", () => {
  for (const [what, pages, asked] of [
    ["of which nothing is known reads all of it", [], "a, a 18, a 15, a 12, a 9, a 6, a 3"],
    ["that is complete looks for what is newer", [undefined, "18", "15", "12", "9", "6", "3"], "a"],
    ["reads the newest gap first", [undefined, "16", "8"], "a, a 18, a 13, a 10, a 5, a 2"],
    ["asks for nothing that is known", [undefined, "18", "15", "7", "4"], "a, a 12, a 9"],
  ] as [string, (string | undefined)[], string][]) {
    it(what, async () => {
      const world = await withPages(...pages);
      await fill(world);
      assert.equal(world.fake.asked.join(", "), asked);
      assert.equal(await idsIn(world.archive.kept, "a"), idsTo(20));
    });
  }

  it("asks for a page while what is done about the one before goes on, and ends with the last of it", async () => {
    const world = await withPages();
    const wasAskedMeanwhile: boolean[] = [];
    const onPage = async () => {
      const asked = world.fake.asked.length;
      const isAsked = () => world.fake.asked.length > asked;
      for (let turn = 0; turn < 1000 && !isAsked(); turn++) await new Promise((resolve) => setImmediate(resolve));
      wasAskedMeanwhile.push(isAsked());
    };
    await fill(world, { onPage });
    assert.deepEqual(wasAskedMeanwhile, [true, true, true, true, true, true, false]);
  });

  it("ends with what fails in what is done about a page", async () => {
    const world = await withPages();
    const full = new Error("the disk is full");
    const failed = await fill(world, { onPage: () => Promise.reject(full) }).catch((error: unknown) => error);
    assert.equal(failed, full);
    assert.ok(world.fake.asked.length <= 2, world.fake.asked.join(", "));
  });

  it("leaves what is behind a message alone, and reads up to it", async () => {
    const world = await withPages(undefined, "12", "7");
    await fill(world, { upTo: message(11) });
    assert.equal(world.fake.asked.join(", "), "a 9, a 4");
    assert.equal(await idsIn(world.archive.kept, "a"), `${idsTo(11)} … 18 19 20`);
  });

  it("asks for nothing in a gap that nobody wants", async () => {
    const world = await withPages(undefined, "12", "7");
    await fill(world, { wanted: (_, newer) => newer.id === "9" });
    assert.equal(world.fake.asked.join(", "), "a, a 9");
    assert.equal(await idsIn(world.archive.kept, "a"), "… 4 5 6 7 8 9 10 11 … 18 19 20");
  });

  it("reads up to where a message was, when that is not there any more", async () => {
    const world = await withPages(undefined, "15");
    await world.archive.delete("a", ["14"]);
    await fill(world, { upTo: message(14) });
    assert.equal(world.fake.asked.join(", "), "a 18, a 15, a 12, a 9, a 6, a 3");
  });

  it("tells of each page once that is in the history", async () => {
    const world = await withPages();
    const seen: Promise<string>[] = [];
    await fill(world, { onPage: () => void seen.push(idsIn(world.archive.kept, "a")) });
    assert.deepEqual((await Promise.all(seen)).slice(0, 2), ["… 18 19 20", "… 15 16 17 18 19 20"]);
  });

  it("goes on where it ended after an error before any of the answers", async () => {
    for (let at = 0; at < 7; at++) {
      const world = await withPages();
      world.fake.failures.set(at, () => new NetworkError("gone"));
      await assert.rejects(fill(world), { name: "NetworkError" });
      world.fake.asked.length = 0;
      world.fake.failures.clear();
      await fill(world);
      assert.equal(await idsIn(world.archive.kept, "a"), idsTo(20), `error before answer ${at}`);
      assert.ok(world.fake.asked.length <= 8 - at, "asks for nothing twice but the newest");
    }
  });

  it("ends at once when it is told to, though the page is on its way", async () => {
    const world = await withPages();
    const stopping = new AbortController();
    world.fake.beforeAnswer = () => new Promise(() => stopping.abort());
    await assert.rejects(fill(world, { signal: stopping.signal }), { name: "AbortError" });
  });

  it("takes no list for complete that gives the same again", async () => {
    const world = await withPages();
    world.fake.messagePage = () => ({ messages: [message(3), message(2)], hasMore: 1 });
    await assert.rejects(fill(world), { name: "DataError", message: /the same messages again/, call: "getMessages" });
    assert.ok(world.fake.asked.length < 5, world.fake.asked.join(", "));
  });

  it("asks before another message when the gateway does not know one any more", async () => {
    const world = await withPages(undefined, "18", "15", "12");
    for (const id of ["9", "10", "11", "12"]) {
      const all = world.fake.histories.get("a")!;
      all.splice(
        all.findIndex((one) => one.id === id),
        1,
      );
    }
    await fill(world);
    assert.equal(await idsIn(world.archive.kept, "a"), "1 2 3 4 5 6 7 8 13 14 15 16 17 18 19 20");
  });

  it("rejects with what the gateway refuses when it knows no message any more", async () => {
    const world = await withPages(undefined);
    world.fake.messagePage = (_, lastId) => {
      if (lastId !== undefined) throw new CGIError("no", { code: 10006 });
      return { messages: [message(20), message(19), message(18)], hasMore: 1 };
    };
    await assert.rejects(fill(world), { name: "CGIError" });
  });

  it("asks before no message behind the next gap when the gateway knows none of those before it", async () => {
    const world = await withPages(undefined, "12", "7");
    world.fake.histories.get("a")!.splice(8, 3);
    await assert.rejects(fill(world, { upTo: message(11) }), { name: "CGIError" });
    assert.equal(world.fake.asked.join(", "), "a 9, a 10, a 11");
  });

  it("asks again when a page says that much is gone", async () => {
    const many = Array.from({ length: 130 }, (_, i) => message(130 - i));
    const fake = new FakeGateway({ a: 0 });
    const reading = readingFrom(fake);
    await reading.archive.takePage("a", { messages: many.slice(10), hasMore: true }, 0);
    await reading.archive.takePage("a", { messages: [message(200)], hasMore: true }, 0);
    fake.histories.set("a", [message(200)]);
    fake.messagePage = (_, lastId) => ({
      messages: lastId === undefined ? [message(200)] : [],
      hasMore: lastId === undefined ? 1 : 0,
    });
    await fill({ fake, ...reading });
    assert.equal(await idsIn(reading.archive.kept, "a"), "200");
  });
});

describe("the newest gap", () => {
  const gaps = history("+1 2|4|8 9");
  for (const [what, known, upTo, wanted, position] of [
    ["is before the newest that does not join", gaps, undefined, undefined, 3],
    ["is before the oldest where that is not the beginning", history("|1 2+3"), undefined, undefined, 0],
    ["is none where everything joins", history("+1 2+3"), undefined, undefined, undefined],
    ["can be right before the message up to which is read", gaps, 8, undefined, 3],
    ["is not behind that message", gaps, 4, undefined, 2],
    ["is before that message also where it is the oldest", history("|4|8"), 4, undefined, 0],
    ["can be where that message was", gaps, 6, undefined, 3],
    ["is not behind where that message was", gaps, 3, undefined, 2],
    ["is one that is wanted, by what stands before it", gaps, undefined, ["2", "4"], 2],
    ["is one that is wanted, though nothing stands before it", history("|4|8"), undefined, [undefined, "4"], 0],
    ["is none where none is wanted", gaps, undefined, ["4", "9"], undefined],
  ] as const) {
    it(what, () =>
      assert.equal(
        newestGap(
          known,
          upTo === undefined ? undefined : message(upTo),
          wanted && ((older, newer) => older?.id === wanted[0] && newer.id === wanted[1]),
        ),
        position,
      ),
    );
  }
});

describe("a conversation is filled", () => {
  const one = history("+1");
  const all = ingest(nothingKnown, { messages: [message(2), message(1)], hasMore: false }, circumstances).history;
  const part = ingest(nothingKnown, { messages: [message(2), message(1)], hasMore: true }, circumstances).history;
  for (const [what, history, newest, is] of [
    ["when it has no gap and the newest message", all, message(2), true],
    ["when its newest message is its only one", one, message(1), true],
    ["not when there is a newer one", all, message(3), false],
    ["not when it does not begin at its beginning", part, message(2), false],
    ["not when nobody says what is its newest", all, null, false],
    ["not when nothing is known of it", nothingKnown, message(2), false],
  ] as const) {
    it(what, () => assert.equal(isFilled(history, newest), is));
  }
});
