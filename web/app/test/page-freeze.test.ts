// A page that the browser freezes, or puts away for the way back: other tabs go on with what it was doing.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { letGoOnFreeze } from "../../common/page-freeze.ts";
import { exclusive, type Exclusive } from "../archive/exclusive.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { KeepEverything } from "../archive/keep-everything.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { problemOf } from "../model/problem.ts";
import { recordOf } from "../outbox/entry.ts";
import { Outbox } from "../outbox/outbox.ts";
import { ExportWorld } from "./export-world.ts";
import { FakeClock, settled } from "./fake-clock.ts";
import { FakeGateway, idsIn, readingFrom } from "./fake-gateway.ts";
import { accountKey, Browser, kept, nameOf, quiet } from "./outbox-world.ts";

const before = Object.getOwnPropertyDescriptors(globalThis);
let page: EventTarget;
let view: EventTarget;

beforeEach(() => {
  [page, view] = [new EventTarget(), new EventTarget()];
  Object.assign(globalThis, {
    document: page,
    addEventListener: view.addEventListener.bind(view),
    removeEventListener: view.removeEventListener.bind(view),
  });
});

afterEach(() => {
  for (const name of ["document", "addEventListener", "removeEventListener", "navigator"]) {
    const own = before[name as never] as PropertyDescriptor | undefined;
    if (own) Object.defineProperty(globalThis, name, own);
    else Reflect.deleteProperty(globalThis, name);
  }
});

const freeze = () => page.dispatchEvent(new Event("freeze"));
const hide = (persisted: boolean) => view.dispatchEvent(Object.assign(new Event("pagehide"), { persisted }));

/** Work that lasts until it is ended. */
function lasting() {
  let end: (outcome: string) => void = () => {};
  const over = new Promise<string>((resolve) => (end = resolve));
  let lost: AbortSignal | undefined;
  const work = (signal?: AbortSignal) => ((lost = signal), over);
  return { work, end, isLost: () => lost?.aborted };
}

describe("work that lets go", () => {
  for (const [what, happens, outcome] of [
    ["ends with the work when nothing happens", () => {}, "done"],
    ["ends at once when the page is frozen", freeze, "frozen"],
    ["ends at once when the page is put away", () => hide(true), "frozen"],
    ["goes on when the page ends for good", () => hide(false), "done"],
  ] as const) {
    it(what, async () => {
      const { work, end, isLost } = lasting();
      const ended = letGoOnFreeze(work, "frozen");
      happens();
      end("done");
      assert.equal(await ended, outcome);
      assert.equal(isLost(), outcome === "frozen");
    });
  }

  it("does not complain of what the work meets later", async () => {
    const work = () => settled().then(() => Promise.reject(new Error("late")));
    const ended = letGoOnFreeze(work, "frozen");
    freeze();
    assert.equal(await ended, "frozen");
    await settled();
  });
});

describe("the lock of work that is done once at a time", () => {
  it("is let go by a page that is frozen, to which it counts as done elsewhere", async () => {
    let held: Promise<unknown> = Promise.resolve();
    const request = (_: string, __: unknown, work: (lock: object) => Promise<unknown>) => (held = work({}));
    Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });
    const { work, isLost } = lasting();
    const done = exclusive("n", work);
    freeze();
    assert.deepEqual([await held, await done, isLost()], ["elsewhere", "elsewhere", true]);
  });
});

/** The lock of two tabs, one of which is frozen with it. */
function frozenLock() {
  let freezes = () => {};
  const lock: Exclusive = (_, work) => {
    const lost = new AbortController();
    const gone = new Promise<"elsewhere">((resolve) => {
      freezes = () => {
        lost.abort();
        resolve("elsewhere");
      };
    });
    return Promise.race([work(lost.signal), gone]);
  };
  return { lock, freeze: () => freezes() };
}

describe("keeping everything in a page that is frozen", () => {
  it("ends what it was doing, and goes on where it was once the page does", async () => {
    const fake = new FakeGateway({ a: 9, b: 3 });
    const clock = new FakeClock();
    const store = Object.assign(new MemoryStore(), { place: "disk" }) as unknown as ArchiveStore;
    const { lock, freeze: freezeTab } = frozenLock();
    const reading = readingFrom(fake, { store, now: clock.now });
    const job = new KeepEverything({ ...reading, exclusive: lock, now: clock.now, later: clock.later });
    void job.start();
    await clock.run(() => fake.asked.length === 2);
    freezeTab();
    await settled();
    assert.deepEqual(job.state.value, { state: "paused", by: "elsewhere" });
    const asked = fake.asked.length;
    await settled();
    assert.equal(fake.asked.length, asked, "nothing is asked without the lock");
    await clock.run();
    assert.equal(job.state.value.state, "done");
    assert.deepEqual(await Promise.all(["a", "b"].map((id) => idsIn(store, id))), ["1 2 3 4 5 6 7 8 9", "1 2 3"]);
    assert.equal(fake.asked.length - new Set(fake.asked).size, 1, "what was on its way is asked once more");
  });
});

describe("an export in a page that is frozen", () => {
  it("stops with what has come, and goes on when its user says so", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 9 }));
    const { lock, freeze: freezeTab } = frozenLock();
    world.exclusive = lock;
    const run = await world.open();
    world.fake.beforeAnswer = () => (world.fake.asked.length === 2 ? freezeTab() : undefined);
    await run.start();
    await settled();
    assert.deepEqual(run.phase.value, { phase: "stopped", stop: { by: "user" } });
    world.fake.beforeAnswer = () => {};
    world.exclusive = (_, work) => work();
    await run.goOn();
    assert.equal((await world.messages(run)).length, 9);
  });
});

describe("the outbox of a page that is frozen", () => {
  /** Two tabs: one that sends when it is frozen, and one that waits. The first message of the former is on its way. */
  async function frozen(outcome: "arrives" | "isLost") {
    const browser = new Browser();
    const { gateway, disk } = browser;
    const answer = gateway.holdBack();
    gateway.next.push(outcome);
    const there = browser.open();
    const lock = browser.lock.for({});
    const here = new Outbox({
      accountKey,
      store: disk.for({ crashed: false } as never),
      exclusive: (work) => lock(() => letGoOnFreeze(work, undefined)),
      online: browser.online,
      send: (entry) => gateway.send(entry),
      look: (entry) => gateway.look(entry),
      problemOf: (error) => problemOf(error, { online: true, foreign: false }),
      onSent: () => {},
    });
    const write = (text: string) =>
      here.add({ conversationId: "s", receiver: { userId: "2", superMsgFlag: 0 }, text, after: "9" }).clientKey;
    const keys = [write("one"), write("two")];
    await quiet();
    assert.deepEqual(gateway.sent, [keys[0]]);
    freeze();
    gateway.hold = undefined;
    return { gateway, here, there, keys, thaw: () => answer() };
  }

  it("keeps no other tab from sending, which sends what waits and looks for what was on its way", async () => {
    const { gateway, there, keys } = await frozen("arrives");
    await there.outbox.restore();
    const key = there.write("three");
    await quiet();
    assert.deepEqual(gateway.sent, [keys[0], keys[1], key]);
    assert.deepEqual(there.texts, []);
  });

  for (const outcome of ["arrives", "isLost"] as const) {
    it(`sends nothing twice once the page goes on, and loses nothing: the first ${outcome}`, async () => {
      const { gateway, here, there, keys, thaw } = await frozen(outcome);
      await there.outbox.restore();
      await quiet();
      thaw();
      await quiet();
      assert.deepEqual(gateway.sent, keys);
      const left = here.entries.value.map(({ text, state }) => [text, state]);
      assert.deepEqual(left, outcome === "arrives" ? [] : [["one", "failed"]]);
    });
  }

  it("leaves alone what another tab is sending when the page goes on", async () => {
    const { gateway, here, there, keys, thaw } = await frozen("arrives");
    gateway.holdBack();
    await Promise.race([there.outbox.restore(), quiet()]);
    await quiet();
    thaw();
    await quiet();
    assert.deepEqual(gateway.sent, keys);
    assert.deepEqual(
      here.entries.value.map(({ text, state }) => [text, state]),
      [["two", "sending"]],
    );
  });

  it("sends the rest itself also when all of it was kept before", async () => {
    const browser = new Browser();
    const { gateway, disk, lock } = browser;
    for (const [key, order] of [
      ["one", 1],
      ["two", 2],
    ] as const)
      disk.texts.set(nameOf(key), recordOf(kept(key, { order })));
    const answer = gateway.holdBack();
    const lockFor = lock.for.bind(lock);
    lock.for = (tab) => (work) => lockFor(tab)(() => letGoOnFreeze(work, undefined));
    await browser.open().outbox.restore();
    await quiet();
    assert.deepEqual(gateway.sent, ["one"]);
    freeze();
    await quiet();
    answer();
    await quiet();
    assert.deepEqual(gateway.sent, ["one", "two"]);
  });

  it("sends the rest itself where there is no other tab", async () => {
    const { gateway, here, keys, thaw } = await frozen("arrives");
    thaw();
    await quiet();
    assert.deepEqual([gateway.sent, here.entries.value], [keys, []]);
  });
});
