// Tags behind a name that are nested deeper than a browser copies, whoever made them.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Session, TailTag } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import { readBackup } from "../archive/backup.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { ArchiveWorld } from "./archive-world.ts";
import { freshBrowser } from "./fake-database.ts";
import { conversation, listPage } from "./pages.ts";

const { Blob } = await import("node:buffer");

const label: TailTag = { data: { text: "歌手" } };

const nested = (deep: number) => '{"inner":'.repeat(deep) + "1" + "}".repeat(deep);
const tooDeep = nested(20_000);

const withTags = (...tailTags: TailTag[]): Session => ({ ...conversation("a", 9), tailTags });
const odd = () => withTags({ data: JSON.parse(tooDeep) as TailTag["data"] }, label);

const ways: [string, (archive: Archive) => Promise<unknown>][] = [
  ["the top of the list", (archive) => archive.takeTop([listPage([odd()])], archive.asking())],
  [
    "a further page of the list",
    (archive) => archive.takeMore(listPage([odd()]), { lastId: "b", lastTime: 10 }, archive.asking()),
  ],
  ["a conversation by itself", (archive) => archive.put(odd())],
  [
    "a backup",
    (archive) => {
      const { tailTags: _, ...session } = withTags();
      const line = JSON.stringify({ type: "conversation", sessionId: "a", begins: true, session });
      const tags = `"tailTags":[{"data":${tooDeep}},${JSON.stringify(label)}]`;
      const head = JSON.stringify({ type: "export", version: 1, musicid: "1" });
      const file = new Blob([`${head}\n${line.slice(0, -2)},${tags}}}\n`]) as unknown as Blob;
      return readBackup({ file, archive, musicid: "1", signal: new AbortController().signal });
    },
  ],
];

describe("a tag that no browser can copy", () => {
  beforeEach(freshBrowser);

  for (const [where, take] of ways) {
    it(`is left out of ${where}, and nothing else is`, async () => {
      const tabs = new ArchiveWorld();
      const [one, other] = [await tabs.tab(await DiskStore.open("1@")), await tabs.tab(await DiskStore.open("1@"))];
      await take(one);
      await tabs.hear();
      const kept = [one, other].map(({ list }) => list.value.conversations.map(({ tailTags }) => tailTags));
      assert.deepEqual([kept, tabs.failures, one.place], [[[[label]], [[label]]], [], "disk"]);
    });
  }

  it("is none that is nested as a gateway's own may be", async () => {
    const archive = await new ArchiveWorld().tab(await DiskStore.open("1@"));
    const tag: TailTag = { data: JSON.parse(nested(50)) as TailTag["data"] };
    await archive.put(withTags(tag));
    assert.deepEqual(archive.list.value.conversations[0]!.tailTags, [tag]);
  });
});
