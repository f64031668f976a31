// Files that are no backup of the account, and lines that cannot be read.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { DiskStore } from "../archive/disk-store.ts";
import { freshBrowser } from "./fake-database.ts";
import { FakeGateway, idsIn, idsTo, readingFrom } from "./fake-gateway.ts";
import { message } from "./messages.ts";
import { conversation, head, line, lines, newArchive, read, text } from "./backup-file.ts";

beforeEach(freshBrowser);

describe("a file", () => {
  for (const [what, bytes, reason, found] of [
    [
      "of another account",
      text(JSON.stringify({ type: "export", version: 1, musicid: "2" }), conversation("a"), line("a", 1)),
      "account",
      "2",
    ],
    [
      "of another version",
      text(JSON.stringify({ type: "export", version: 2, musicid: "1" }), conversation("a"), line("a", 1)),
      "version",
      "2",
    ],
    ["that does not begin as one", text(conversation("a"), line("a", 1)), "format", ""],
    ["of something else", text("<!doctype html>", head, line("a", 1)), "format", ""],
    ["of nothing", text(), "format", ""],
  ] as const) {
    it(`${what} is refused, and nothing of it is taken`, async () => {
      const archive = newArchive();
      await assert.rejects(read(bytes, archive), { name: "BackupRefused", reason, found });
      assert.deepEqual([await archive.kept.histories(), archive.list.value.conversations], [[], []]);
    });
  }

  for (const [what, bytes] of [
    ["with other line ends", new TextEncoder().encode([head, conversation("a"), ...lines("a", 3)].join("\r\n"))],
    [
      "with a mark at its beginning",
      new TextEncoder().encode(`\ufeff${[head, conversation("a"), ...lines("a", 3)].join("\n")}`),
    ],
    ["with empty lines", text(head, "", conversation("a"), ...lines("a", 3), "")],
  ] as const) {
    it(`${what} is read`, async () => {
      const archive = newArchive();
      assert.equal((await read(bytes, archive)).damaged, 0);
      assert.equal(await idsIn(archive.kept, "a"), idsTo(3));
    });
  }

  it("is read the same wherever its parts end", async () => {
    const bytes = text(head, conversation("a"), line("a", 1, { tips: "你好😀" }));
    for (let part = 1; part < 300; part += 7) {
      const archive = newArchive();
      await read(bytes, archive, part);
      const { pieces } = await archive.kept.readHistory("a");
      assert.equal(pieces[0]?.run.messages[0]?.tips, "你好😀", `parts of ${part}`);
    }
  });
});

describe("a line that cannot be read", () => {
  const bytes = (damage: (string | Uint8Array)[]) => {
    const parts = [
      text(head, conversation("a"), line("a", 1)),
      ...damage.map((one) => (typeof one === "string" ? text(one) : one)),
      text(line("a", 9)),
    ];
    return new Uint8Array(parts.flatMap((part) => [...part]));
  };
  const broken = [...text(line("a", 2))];
  broken[broken.indexOf(0x6e)] = 0xff;
  for (const [what, damage] of [
    ["cut off", line("a", 2).slice(0, -9)],
    ["with bytes that are no text", Uint8Array.from(broken)],
    ["of another kind", JSON.stringify({ type: "other", sessionId: "a" })],
    ["that is no object", "[1]"],
    ["without a conversation", JSON.stringify({ type: "message", ...message(2) })],
    ["without an id", line("a", 2, { id: "" })],
    ["with a text for a number", line("a", 2, { time: "soon" })],
    ["with a fraction", line("a", 2, { time: 1.5 })],
    ["with a number beyond 64 bits", line("a", 2, { sequence: "9223372036854775808" })],
    ["with a number for a text", line("a", 2, { tips: 5 })],
    ["with a list for an object", line("a", 2, { metaData: [] })],
    ["with a time that is none", line("a", 2, { deletedElsewhere: "soon" })],
  ] as const) {
    it(`is left out and named, and leaves a gap: ${what}`, async () => {
      const archive = newArchive();
      const result = await read(bytes([damage]), archive);
      assert.deepEqual([result.damaged, result.damagedLines], [1, [4]]);
      assert.equal(await idsIn(archive.kept, "a"), "1 … 9");
    });
  }

  it("is left out when it is far too long", async () => {
    const archive = newArchive();
    const result = await read(bytes([line("a", 2, { tips: "x".repeat(9_000_000) })]), archive, 1_000_000);
    assert.deepEqual(result.damagedLines, [4]);
    assert.equal(await idsIn(archive.kept, "a"), "1 … 9");
  });

  it("is named when it is one of the first 20, and counted", async () => {
    const result = await read(bytes(Array.from({ length: 30 }, () => "{")));
    assert.deepEqual([result.damaged, result.damagedLines.length, result.damagedLines.at(-1)], [30, 20, 23]);
  });

  it("is none when it lacks a field that a later version has", async () => {
    const { confirm: _, ...fields } = message(2);
    const result = await read(bytes([JSON.stringify({ type: "message", sessionId: "a", ...fields })]));
    assert.equal(result.damaged, 0);
  });
});

describe("a name that objects have of themselves", () => {
  const odd = "__proto__";

  it("is the id of a conversation and of a message like any other", async () => {
    const store = await DiskStore.open("1@");
    const { archive } = readingFrom(new FakeGateway(), { store });
    await archive.open();
    await read(text(head, conversation(odd), line(odd, 1), line(odd, 2, { id: odd })), archive);
    assert.deepEqual([archive.conversation(odd)?.user?.nick, await idsIn(store, odd)], [`nick ${odd}`, `1 ${odd}`]);
  });

  it("brings nothing into a message that is not declared", async () => {
    const { archive } = readingFrom(new FakeGateway());
    const changed = line("a", 2).replace(
      /\}$/,
      `,"${odd}":{"goneAt":1},"constructor":{"prototype":{"goneAt":1}},"html":"x"}`,
    );
    await read(text(head, conversation("a"), line("a", 1), changed), archive);
    const { pieces } = await archive.kept.readHistory("a");
    assert.deepEqual(pieces.flatMap(({ run }) => run.messages)[1], message(2));
  });
});
