// Whether messages are kept on this computer, and what becomes of them when that changes.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Archive } from "../archive/archive.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import type { KeepEverything } from "../archive/keep-everything.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { KeepingError } from "../archive/archive-store.ts";
import { memoryStore } from "../account/memory-place.ts";
import type { NotKept } from "../settings/keeping-view.ts";
import { Keeping } from "../shell/keeping.ts";
import { message } from "./messages.ts";

const account = { endpoint: "https://g", musicid: "7" };

/** A computer: what is on its disk, and the tabs that are open. */
function computer() {
  let disk = new MemoryStore();
  const records = memoryStore();
  const told: NotKept[] = [];
  let lose: ((reason: "newer" | "closed") => void) | undefined;
  let broken = false;
  let held: Promise<void> | undefined;
  let full = false;
  let clearing: Promise<void> | undefined;
  const makeJob = () => ({ async restore() {}, close() {} }) as unknown as KeepEverything;
  const openDisk = async (onLost: (reason: "newer" | "closed") => void) => {
    await held;
    if (broken) throw new KeepingError("no database", { full: false });
    lose = onLost;
    return new Proxy(disk, {
      get: (store, name: keyof MemoryStore) =>
        name === "updateList" && full
          ? () => Promise.reject(new KeepingError("full", { full: true }))
          : name === ("place" as never)
            ? "disk"
            : name === "clear"
              ? async () => {
                  await clearing;
                  disk = new MemoryStore();
                }
              : bound(store, name),
    }) as unknown as ArchiveStore;
  };
  return {
    told,
    records,
    kept: async () => positionsIn(await disk.readHistory("s")).count,
    lose: (reason: "newer" | "closed") => lose?.(reason),
    breakDisk: () => (broken = true),
    /** Lets the disk keep everybody waiting. Gives what ends that. */
    holdDisk() {
      let open = () => {};
      held = new Promise((resolve) => (open = resolve));
      return open;
    },
    fillDisk: () => (full = true),
    /** Lets nothing be deleted, as when the page ends before it is. Gives what ends that. */
    holdClearing() {
      clearing = new Promise(() => {});
      return () => (clearing = undefined);
    },
    /** Opens a tab. */
    async tab() {
      const keeping = new Keeping({
        account,
        store: records,
        openDisk,
        makeJob,
        onNotKept: (reason) => told.push(reason),
      });
      const archive: Archive = new Archive({
        store: await keeping.open(),
        channel: { tell() {}, onTold: () => () => {} },
        keepsGone: () => keeping.keepsGone.value,
        onFailure: (error) => void keeping.failed(error),
      });
      keeping.attach(archive);
      return {
        keeping,
        archive,
        read: (id: number) => archive.takePage("s", { messages: [message(id)], hasMore: true }, archive.asking()),
        shown: async () => positionsIn((await archive.hold("s")).value).count,
      };
    },
  };
}

const bound = (store: MemoryStore, name: keyof MemoryStore) => {
  const member: unknown = store[name];
  return typeof member === "function" ? (member as (...args: unknown[]) => unknown).bind(store) : member;
};

describe("messages", () => {
  it("are not kept unless the user wants it", async () => {
    const here = computer();
    const tab = await here.tab();
    await tab.read(1);
    assert.deepEqual([await tab.shown(), await here.kept(), tab.archive.place], [1, 0, "memory"]);
  });

  it("are kept from then on, with those that were read already", async () => {
    const here = computer();
    const tab = await here.tab();
    await tab.read(1);
    await tab.keeping.setKeeps(true);
    await tab.read(2);
    assert.deepEqual([await tab.shown(), await here.kept(), tab.archive.place], [2, 2, "disk"]);
  });

  it("of a backup that is chosen at once come when the disk is there", async () => {
    const here = computer();
    const tab = await here.tab();
    const open = here.holdDisk();
    const kept = tab.keeping.setKeeps(true);
    const begun = tab.keeping.readBackup(new File(['{"type":"export","version":1,"musicid":"7"}\n'], "backup.jsonl"));
    await new Promise(setImmediate);
    assert.equal(tab.keeping.backup.value, undefined);
    open();
    await Promise.all([kept, begun]);
    await tab.keeping.backup.value!.ended;
    assert.equal(tab.keeping.backup.value!.state.value.state, "done");
  });

  it("are there in the next tab", async () => {
    const here = computer();
    const tab = await here.tab();
    await tab.keeping.setKeeps(true);
    await tab.read(1);
    const next = await here.tab();
    assert.deepEqual([next.keeping.keeps.value, await next.shown()], [true, 1]);
  });

  it("are forgotten when the user wants them kept no more; what is shown stays", async () => {
    const here = computer();
    const tab = await here.tab();
    await tab.keeping.setKeeps(true);
    await tab.read(1);
    await tab.keeping.setKeeps(false);
    assert.deepEqual([await tab.shown(), await here.kept(), tab.archive.place], [1, 0, "memory"]);
    assert.deepEqual(await here.records.names(""), []);
  });

  it("are forgotten in the next page when this one ends before they are", async () => {
    const here = computer();
    const tab = await here.tab();
    await tab.keeping.setKeeps(true);
    await tab.read(1);
    const clear = here.holdClearing();
    void tab.keeping.setKeeps(false);
    await new Promise(setImmediate);
    assert.equal(await here.kept(), 1);
    clear();
    const next = await here.tab();
    await new Promise(setImmediate);
    assert.deepEqual([next.keeping.keeps.value, await next.shown(), await here.kept()], [false, 0, 0]);
    assert.deepEqual(await here.records.names(""), []);
  });

  it("are forgotten also when the disk had failed and they went on in memory", async () => {
    const here = computer();
    const tab = await here.tab();
    await tab.keeping.setKeeps(true);
    await tab.read(1);
    await tab.keeping.failed(new KeepingError("full", { full: true }));
    await tab.keeping.setKeeps(false);
    assert.deepEqual([await here.kept(), await here.records.names("")], [0, []]);
  });

  it("go on in memory when the disk fails, which is said once", async () => {
    const here = computer();
    const tab = await here.tab();
    await tab.keeping.setKeeps(true);
    await tab.read(1);
    await tab.shown();
    await tab.keeping.failed(new KeepingError("full", { full: true }));
    await tab.keeping.failed(new KeepingError("full", { full: true }));
    await tab.read(2);
    assert.deepEqual([await tab.shown(), tab.archive.place, here.told], [2, "memory", ["full"]]);
  });

  it("go on in memory when a newer version takes the disk", async () => {
    const here = computer();
    const tab = await here.tab();
    await tab.keeping.setKeeps(true);
    here.lose("newer");
    await tab.read(1);
    assert.deepEqual([await tab.shown(), here.told], [1, ["newer"]]);
  });

  it("stay in memory when there is no room for them on disk, which is said each time they should be kept", async () => {
    const here = computer();
    here.fillDisk();
    const tab = await here.tab();
    await tab.read(1);
    await tab.keeping.setKeeps(true);
    await tab.keeping.setKeeps(false);
    await tab.keeping.setKeeps(true);
    await tab.read(2);
    assert.deepEqual([await tab.shown(), tab.archive.place, here.told], [2, "memory", ["full", "full"]]);
  });

  it("are not kept where there is no disk, which is said; the wish stays", async () => {
    const here = computer();
    here.breakDisk();
    const tab = await here.tab();
    await tab.keeping.setKeeps(true);
    await tab.read(1);
    assert.deepEqual([await tab.shown(), tab.archive.place, here.told], [1, "memory", ["failed"]]);
    assert.equal((await here.tab()).keeping.keeps.value, true);
  });
});
