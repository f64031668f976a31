// A backup that is read back in, from its first message to the end of the run.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { BackupRun } from "../archive/backup-run.ts";
import { readBackup, type BackupProgress } from "../archive/backup.ts";
import { KeepingError } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import type { BackupBlock } from "../archive/ingest-backup.ts";
import { ExportWorld } from "./export-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { FakeGateway, idsIn, idsTo, readingFrom } from "./fake-gateway.ts";
import { message, session } from "./messages.ts";
import { conversation, fileOf, head, line, lines, never, newArchive, read, text } from "./backup-file.ts";

beforeEach(freshBrowser);

describe("a backup", () => {
  it("that is read back in has the same messages in the same order", async () => {
    const fake = new FakeGateway({ a: 1200, b: 0, c: 7 });
    const store = await DiskStore.open("1@");
    const world = new ExportWorld(fake, store);
    const all = fake.histories.get("a")!.toReversed();
    fake.messagePage = ((page) => (id: string, lastId: string | undefined) =>
      id === "a" ? { messages: all, hasMore: 0 } : page(id, lastId))(fake.messagePage.bind(fake));
    const run = await world.open();
    await run.start();
    const gone = { ...message(1300), goneAt: 1_780_000_000_000 };
    await world.archive.takeBackup("d", { messages: [message(1299), gone], begins: true });
    await world.archive.takeBackup("d", { messages: [message(1310)], begins: false });
    await run.start();
    await run.save();

    const before = await Promise.all(["a", "c", "d"].map((id) => store.readHistory(id)));
    await store.clear();
    const { archive } = readingFrom(fake, { store });
    const bytes = new TextEncoder().encode(world.file);
    const result = await readBackup({ file: fileOf(bytes, 5000), archive, musicid: "1", signal: never });
    const after = await Promise.all(["a", "c", "d"].map((id) => store.readHistory(id)));
    const spans = (histories: typeof before) =>
      histories.map(({ pieces }) => pieces.flatMap(({ run, joined }) => [...(joined ? [] : ["gap"]), ...run.messages]));
    assert.deepEqual(spans(after), spans(before));
    assert.deepEqual(result, { conversations: 4, messages: 1210, added: 1210, damaged: 0, damagedLines: [] });
  });

  it("of which a part is there joins with it", async () => {
    const archive = newArchive();
    await archive.takePage("a", { messages: [message(5), message(4)], hasMore: true }, 0);
    const result = await read(text(head, conversation("a"), ...lines("a", 4)), archive);
    assert.equal(await idsIn(archive.kept, "a"), idsTo(5));
    assert.deepEqual([result.messages, result.added], [4, 3]);
  });

  it("that is not complete begins with a gap", async () => {
    const archive = newArchive();
    await read(text(head, conversation("a", false), ...lines("a", 2)), archive);
    assert.equal(await idsIn(archive.kept, "a"), "… 1 2");
  });

  it("has its gaps afterwards", async () => {
    const archive = newArchive();
    const gap = JSON.stringify({ type: "gap", sessionId: "a" });
    await read(text(head, conversation("a"), line("a", 1), gap, line("a", 5)), archive);
    assert.equal(await idsIn(archive.kept, "a"), "1 … 5");
  });

  it("goes into the archive 500 messages at a time, and nothing is missing between", async () => {
    const archive = newArchive();
    const blocks: BackupBlock[] = [];
    const take = archive.takeBackup.bind(archive);
    archive.takeBackup = (id, block) => {
      blocks.push(block);
      return take(id, block);
    };
    await read(text(head, conversation("a"), ...lines("a", 1600)), archive, 100_000);
    assert.deepEqual(
      blocks.map(({ messages }) => messages.length),
      [500, 500, 500, 103],
    );
    assert.equal(await idsIn(archive.kept, "a"), idsTo(1600));
  });

  it("puts conversations into the list that are not there, as read", async () => {
    const archive = newArchive();
    await read(text(head, conversation("a"), line("a", 1)), archive);
    const { user, newMsgCnt } = archive.conversation("a")!;
    assert.deepEqual([user?.nick, newMsgCnt], ["nick a", 0]);
  });

  it("leaves conversations as they are in the list", async () => {
    const archive = newArchive();
    await archive.put({ ...session("there"), sessionId: "a", newMsgCnt: 2 });
    await read(text(head, conversation("a"), line("a", 1)), archive);
    const { user, newMsgCnt } = archive.conversation("a")!;
    assert.deepEqual([user?.nick, newMsgCnt], ["there", 2]);
  });

  it("whose conversation cannot be read has its messages all the same", async () => {
    const archive = newArchive();
    const result = await read(text(head, conversation("a"), line("a", 1), "{}", line("b", 1), line("b", 2)), archive);
    assert.equal(await idsIn(archive.kept, "b"), "… 1 2");
    assert.equal(archive.conversation("b")?.user?.nick, "nick 2");
    assert.deepEqual(result.damagedLines, [4]);
  });

  it("tells how many bytes were read", async () => {
    const bytes = text(head, conversation("a"), ...lines("a", 3));
    const told: BackupProgress[] = [];
    await readBackup({
      file: fileOf(bytes, 300),
      archive: newArchive(),
      musicid: "1",
      signal: never,
      onProgress: (one) => told.push(one),
    });
    assert.ok(told.length > 2 && told[0]!.bytes === 300);
    assert.deepEqual(told.at(-1), { bytes: bytes.length, size: bytes.length, conversations: 1, messages: 3 });
  });
});

describe("reading a backup", () => {
  const bytes = text(head, conversation("a"), ...lines("a", 1400));
  const begin = (archive = newArchive(), file = fileOf(bytes, 10_000)) => ({
    archive,
    run: new BackupRun({ archive, musicid: "1", file }),
  });

  it("tells what came of it", async () => {
    const { run } = begin();
    await run.ended;
    assert.deepEqual(run.state.value, {
      state: "done",
      result: { conversations: 1, messages: 1400, added: 1400, damaged: 0, damagedLines: [] },
    });
  });

  it("is stopped, and what was read stays", async () => {
    const { archive, run } = begin();
    run.state.subscribe((now) => {
      if (now.state === "reading" && now.progress.messages >= 600) run.stop();
    });
    await run.ended;
    assert.equal(run.state.value.state, "stopped");
    assert.equal(await idsIn(archive.kept, "a"), idsTo(500));
  });

  it("tells that the file is refused", async () => {
    const { run } = begin(newArchive(), fileOf(text("{}")));
    await run.ended;
    assert.equal(run.state.value.state, "refused");
  });

  it("tells that what was read is not kept any more", async () => {
    const { archive, run } = begin(readingFrom(new FakeGateway(), { store: await DiskStore.open("1@") }).archive);
    archive.takeBackup = async () => {
      await archive.moveTo(newArchive().kept);
      return [];
    };
    await run.ended;
    assert.equal(run.state.value.state, "notKept");
  });

  it("tells that the file cannot be read", async () => {
    const failing = {
      size: 5,
      stream: () => new ReadableStream({ pull: () => Promise.reject(new DOMException("changed", "NotReadableError")) }),
    };
    const { run } = begin(newArchive(), failing);
    await run.ended;
    assert.deepEqual(run.state.value, {
      state: "failed",
      progress: { bytes: 0, size: 5, conversations: 0, messages: 0 },
      detail: "NotReadableError: changed",
    });
  });

  it("goes on when the archive is moved to disk", async () => {
    const archive = newArchive();
    const disk = await DiskStore.open("1@");
    const put = archive.put.bind(archive);
    archive.put = async (one) => {
      await archive.moveTo(disk);
      await put(one);
    };
    await read(text(head, conversation("a"), line("a", 1)), archive);
    assert.equal(await idsIn(disk, "a"), "1");
  });

  it("rejects with a KeepingError when the archive is moved to memory", async () => {
    const { archive } = readingFrom(new FakeGateway(), { store: await DiskStore.open("1@") });
    archive.put = async () => archive.moveTo(newArchive().kept);
    await assert.rejects(read(text(head, conversation("a"), line("a", 1)), archive), KeepingError);
  });
});
