// What every store of the archive does.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { ArchiveStore, KeptList } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { nothingKnown } from "../archive/history.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { UnkeptStore } from "../archive/unkept-store.ts";
import { freshBrowser } from "./fake-database.ts";
import { history, notation, run } from "./history-notation.ts";
import { session } from "./messages.ts";
import { WatchedStore } from "./watched-store.ts";

const conversation = (sessionId: string) => ({ ...session(`nick ${sessionId}`), sessionId });
const list = (...ids: string[]): KeptList => ({ conversations: ids.map(conversation), hasMore: true, unread: 3 });
const ids = (kept: KeptList | undefined) => kept?.conversations.map(({ sessionId }) => sessionId);

const open = () => DiskStore.open("1@");
const places: { name: string; stores: () => Promise<[writer: ArchiveStore, reader: ArchiveStore]> }[] = [
  {
    name: "memory",
    async stores() {
      const store = new MemoryStore();
      return [store, store];
    },
  },
  {
    name: "disk",
    async stores() {
      const store = await open();
      return [store, store];
    },
  },
  { name: "disk, read by another tab", stores: () => Promise.all([open(), open()]) },
  {
    name: "memory, after a store has failed",
    async stores() {
      const failed = new WatchedStore("disk");
      failed.fails = "all";
      const store = new UnkeptStore(failed, undefined, []);
      return [store, store];
    },
  },
];

for (const { name, stores } of places) {
  describe(`the archive in ${name}`, () => {
    let store: ArchiveStore;
    let reader: ArchiveStore;
    beforeEach(async () => {
      freshBrowser();
      [store, reader] = await stores();
    });

    it("has no list at first", async () => assert.equal(await reader.readList(), undefined));
    it("keeps the list in its order", async () => {
      await store.updateList(() => list("b", "a", "c"));
      assert.deepEqual(await reader.readList(), list("b", "a", "c"));
    });
    it("changes the list that is kept", async () => {
      await reader.updateList(() => list("a"));
      const given = await store.updateList((before) => ({ ...before!, conversations: [], unread: 0 }));
      assert.deepEqual(given, { conversations: [], hasMore: true, unread: 0 });
      assert.deepEqual(await reader.readList(), given);
    });
    it("leaves a list that a change gives back", async () => {
      const before = await store.updateList(() => list("a"));
      assert.equal(await store.updateList((same) => same!), before);
    });
    it("replaces, adds and removes conversations", async () => {
      await store.updateList(() => list("a", "b", "c"));
      await reader.readList();
      const changed = { ...conversation("b"), newMsgCnt: 7 };
      await store.updateList((before) => ({
        ...before!,
        conversations: [changed, conversation("d"), before!.conversations[0]!],
      }));
      const after = await reader.readList();
      assert.deepEqual(ids(after), ["b", "d", "a"]);
      assert.deepEqual(after!.conversations[0], changed);
    });
    it("gives a conversation that did not change as the same object", async () => {
      await store.updateList(() => list("a", "b"));
      const before = await reader.readList();
      await store.updateList((kept) => ({ ...kept!, conversations: [conversation("c"), kept!.conversations[1]!] }));
      assert.equal((await reader.readList())!.conversations[1], before!.conversations[1]);
    });
    it("does not take a list that was begun anew for what it was", async () => {
      await store.updateList(() => list("a"));
      await reader.readList();
      await store.clear();
      await store.updateList(() => list("b"));
      assert.deepEqual(ids(await reader.readList()), ["b"]);
    });
    it("loses no change of the list when several begin at once", async () => {
      const add = (id: string) => (before: KeptList | undefined) => ({
        ...list(id),
        conversations: [...(before?.conversations ?? []), conversation(id)],
      });
      await Promise.all([store.updateList(add("a")), reader.updateList(add("b")), store.updateList(add("c"))]);
      assert.deepEqual(ids(await reader.readList())!.sort(), ["a", "b", "c"]);
    });

    it("knows nothing of a conversation at first", async () => {
      assert.equal(await reader.readHistory("a"), nothingKnown);
    });
    for (const text of ["|1 2 3", "+1 2+3 4", "|1|3+4|9?", "", "?"]) {
      it(`keeps the messages ${text || "of none"}`, async () => {
        const given = await store.updateHistory("a", () => history(text));
        assert.deepEqual(given, history(text));
        assert.deepEqual(await reader.readHistory("a"), history(text));
      });
    }
    it("changes the messages that are kept", async () => {
      await reader.updateHistory("a", () => history("|1 2"));
      await store.updateHistory("a", ({ pieces }) => ({
        pieces: [...pieces, { run: run(3), joined: true }],
        doubted: true,
      }));
      assert.equal(notation(await reader.readHistory("a")), "|1 2+3?");
      await store.updateHistory("a", ({ pieces }) => ({ pieces: pieces.slice(1), doubted: false }));
      assert.equal(notation(await reader.readHistory("a")), "+3");
    });
    it("keeps conversations apart", async () => {
      await store.updateHistory("a", () => history("|1"));
      await store.updateHistory("b", () => history("|2"));
      assert.equal(notation(await reader.readHistory("a")), "|1");
    });
    it("gives the messages as the same object until they change", async () => {
      const written = await store.updateHistory("a", () => history("|1"));
      assert.equal(await store.readHistory("a"), written);
      const read = await reader.readHistory("a");
      assert.equal(await reader.readHistory("a"), read);
      assert.equal(await reader.updateHistory("a", (same) => same), read);
    });
    it("gives a run that did not change as the same object", async () => {
      await store.updateHistory("a", () => history("|1+2"));
      const before = await reader.readHistory("a");
      await store.updateHistory("a", ({ pieces, doubted }) => ({
        pieces: [pieces[0]!, { run: run(2, 3), joined: true }],
        doubted,
      }));
      const after = await reader.readHistory("a");
      assert.equal(after.pieces[0]!.run, before.pieces[0]!.run);
      assert.equal(notation(after), "|1+2 3");
    });
    it("loses no change of messages when several begin at once", async () => {
      const add = (number: number) => (to: ArchiveStore) =>
        to.updateHistory("a", ({ pieces }) => ({
          pieces: [...pieces, { run: run(number), joined: false }],
          doubted: false,
        }));
      await Promise.all([add(1)(store), add(2)(reader), add(3)(store), add(4)(reader)]);
      const { pieces } = await reader.readHistory("a");
      assert.deepEqual(pieces.map(({ run }) => run.messages[0]!.id).sort(), ["1", "2", "3", "4"]);
    });
    it("changes nothing when a change throws", async () => {
      await store.updateHistory("a", () => history("|1"));
      await store.updateList(() => list("a"));
      const error = new Error("not so");
      const fail = () => {
        throw error;
      };
      await assert.rejects(store.updateHistory("a", fail), error);
      await assert.rejects(store.updateList(fail), error);
      assert.equal(notation(await reader.readHistory("a")), "|1");
      assert.deepEqual(ids(await reader.readList()), ["a"]);
    });

    it("says of which conversations it has messages, and how many", async () => {
      await store.updateHistory("a", () => history("|1 2+3"));
      await store.updateHistory("b", () => history("|4|6"));
      await store.updateHistory("c", () => history("?"));
      assert.deepEqual((await reader.histories()).sort(), ["a", "b"]);
      const { conversations, messages } = await reader.size();
      assert.deepEqual([conversations, messages], [2, 5]);
    });
    it("forgets a conversation, and begins it anew", async () => {
      await store.updateHistory("a", () => history("|1|2|3"));
      await store.updateHistory("b", () => history("|4"));
      await reader.readHistory("a");
      await store.removeHistory("a");
      assert.equal(await reader.readHistory("a"), nothingKnown);
      assert.deepEqual(await reader.histories(), ["b"]);
      await store.updateHistory("a", () => history("|5"));
      assert.equal(notation(await reader.readHistory("a")), "|5");
    });
    it("does not take a conversation that was begun anew for what it was", async () => {
      await store.updateHistory("a", () => history("|1"));
      await reader.readHistory("a");
      await store.removeHistory("a");
      await store.updateHistory("a", () => history("|2"));
      assert.equal(notation(await reader.readHistory("a")), "|2");
    });

    it("has no note at first", async () => assert.equal(await reader.readNote("n"), undefined));
    it("keeps a note as it is then", async () => {
      const note = { until: 5, open: ["a"] };
      await store.writeNote("n", note);
      note.open.push("b");
      assert.deepEqual(await reader.readNote("n"), { until: 5, open: ["a"] });
    });
    it("forgets a note", async () => {
      await store.writeNote("n", 1);
      await store.writeNote("n", undefined);
      assert.equal(await reader.readNote("n"), undefined);
    });

    it("forgets everything, and begins anew", async () => {
      const fill = async (id: string) => {
        await store.updateList(() => list(id));
        await store.updateHistory("a", () => history(`|${id.charCodeAt(0)}`));
        await store.writeNote("n", id);
      };
      await fill("a");
      await Promise.all([reader.readList(), reader.readHistory("a")]);
      await store.clear();
      assert.deepEqual(
        [await reader.readList(), await reader.readHistory("a"), await reader.readNote("n"), await reader.histories()],
        [undefined, nothingKnown, undefined, []],
      );
      await fill("b");
      assert.deepEqual(ids(await reader.readList()), ["b"]);
      assert.equal(notation(await reader.readHistory("a")), "|98");
    });
  });
}
