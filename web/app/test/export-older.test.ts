import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { KeepingError } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import type { OlderConversation, OlderExport } from "../archive/older-export.ts";
import { forgetAccount } from "../archive/forget-account.ts";
import { exportName, isExportOf } from "../archive/export-name.ts";
import { ExportWorld, range } from "./export-world.ts";
import { everyKey, freshBrowser } from "./fake-database.ts";
import { FakeGateway, idsIn } from "./fake-gateway.ts";
import { message } from "./messages.ts";

beforeEach(freshBrowser);

const numbers = (last: number, first: number) => range("", last, first).map((id) => message(Number(id)));

/** What an older build had read of the conversation "a": the messages from 4 to 9. */
function older(fake: FakeGateway, changes: Partial<OlderConversation> = {}, listed = true): OlderExport {
  const conversation: OlderConversation = {
    session: fake.sessions.get("a")!,
    state: "open",
    pages: [
      { messages: numbers(9, 7).reverse(), before: undefined, more: true },
      { messages: numbers(6, 4).reverse(), before: "7", more: true },
    ],
    details: new Map(),
    ...changes,
  };
  return {
    sessionId: "a",
    format: "html",
    startedAt: 5,
    listed,
    async *conversations() {
      if (listed) yield conversation;
    },
  };
}

describe("an export that was begun with an older build", () => {
  it("goes on where it was", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 12 }));
    world.older = [older(world.fake)];
    const run = await world.open("a");
    assert.deepEqual(run.phase.value, { phase: "kept", startedAt: 5 });
    assert.deepEqual([run.format.value, run.progress.value.messages, run.progress.value.pages], ["html", 6, 2]);
    await run.goOn();
    assert.deepEqual(world.fake.asked, ["a 4"]);
    run.format.value = "jsonl";
    assert.deepEqual(await world.messages(run), range("a", 9));
  });

  it("is collected when everything had been read, pictures with their details", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 12 }));
    const picture = message(1, { msgType: 2, metaData: { content: "" } });
    const pages = [{ messages: [picture], before: undefined, more: false }];
    const details = new Map([["1", message(1, { metaData: { pic: "https://p/1" } })]]);
    world.older = [older(world.fake, { state: "done", pages, details })];
    const run = await world.open("a");
    assert.equal(run.phase.value.phase, "collected");
    run.format.value = "jsonl";
    const lines = await world.saved(run);
    assert.deepEqual([lines[1]!.complete, lines[2]!.metaData.pic], [true, "https://p/1"]);
  });

  it("of which the conversations are not known reads the list", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 2 }));
    world.older = [{ ...older(world.fake, {}, false), sessionId: undefined }];
    const run = await world.open();
    await run.goOn();
    assert.equal(world.fake.asked[0], "list");
    assert.equal(run.phase.value.phase, "collected");
  });

  it("is taken into what the user keeps, and takes nothing of that away", async () => {
    const store = await DiskStore.open("1@");
    const world = new ExportWorld(new FakeGateway({ a: 12 }), store);
    await world.archive.takePage("a", { messages: numbers(12, 11), hasMore: true }, 0);
    world.older = [older(world.fake)];
    const run = await world.open("a");
    assert.equal(run.phase.value.phase, "kept");
    assert.equal(await idsIn(store, "a"), "… 4 5 6 7 8 9 … 11 12");
  });

  it("of another conversation is there when that is exported", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 12, b: 1 }));
    world.older = [older(world.fake)];
    assert.equal((await world.open("b")).phase.value.phase, "choosing");
    world.older = [];
    assert.equal((await world.open("a")).phase.value.phase, "kept");
  });

  it("does not replace one that was begun since", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 2 }));
    const begun = await world.open("a");
    await begun.start();
    world.older = [older(world.fake)];
    const run = await world.open("a");
    assert.deepEqual(await world.messages(run), range("a", 2));
  });

  it("that cannot be taken over is in nobody's way", async () => {
    const world = new ExportWorld(new FakeGateway({ a: 2 }));
    const failing = {
      ...older(world.fake),
      async *conversations(): AsyncGenerator<OlderConversation> {
        throw new KeepingError("gone", { full: false });
      },
    };
    world.older = [failing];
    assert.equal((await world.open("a")).phase.value.phase, "choosing");
  });
});

describe("the name of an export", () => {
  const account = { musicid: "12", endpoint: "" };
  for (const [what, name, is] of [
    ["is its account's when it is of all conversations", exportName(account), true],
    ["is its account's when it is of one", exportName(account, "s"), true],
    ["is not that of an account that begins alike", exportName({ ...account, musicid: "123" }), false],
    ["is not that of the same number at another gateway", exportName({ ...account, endpoint: "https://g" }), false],
    ["is no account's own", "12@", false],
  ] as const) {
    it(what, () => assert.equal(isExportOf(account, name), is));
  }
  it("of one conversation is not that of all", () => assert.notEqual(exportName(account), exportName(account, "")));
});

it("everything of an account is forgotten, its exports too, and nothing of others", async () => {
  const of = (musicid: string, id?: string) => exportName({ musicid, endpoint: "" }, id);
  for (const name of [of("1"), of("1", "a"), of("2"), "1@", "2@"]) {
    const store = await DiskStore.open(name);
    await store.writeNote("some", "note");
    store.close();
  }
  await forgetAccount({ musicid: "1", endpoint: "" });
  assert.deepEqual(await everyKey(), {
    notes: [
      ["2@", "some"],
      [of("2"), "some"],
    ],
  });
});
