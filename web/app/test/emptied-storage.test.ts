// A store that is full for a while, and a browser that empties its storage under the page.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import { Accounts } from "../account/accounts.ts";
import { recordName } from "../model/record-names.ts";
import { Outbox } from "../outbox/outbox.ts";
import { account, places, settled, SharedStore } from "./shared-store.ts";

const { Drafts } = await import("../compose/drafts.ts");
const { QuickReplies } = await import("../compose/quick-replies.ts");
const { ListMarks } = await import("../conversations/list-marks.ts");
const { WhatWasWritten } = await import("../shell/what-was-written.ts");

const id = { endpoint: "", musicid: "1" };

/** What a person wrote and chose in one tab, with no network. */
async function tab(disk: SharedStore) {
  const store = disk.tab();
  const drafts = new Drafts(id, store);
  const replies = new QuickReplies(id, store);
  const marks = new ListMarks(id, store);
  const outbox = new Outbox({
    accountKey: "1@",
    store,
    exclusive: (work) => work(),
    online: signal(false),
    send: () => assert.fail("nothing is sent"),
    look: () => assert.fail("nothing is looked for"),
    problemOf: () => assert.fail("nothing fails"),
    onSent: () => {},
  });
  const said: string[] = [];
  const written = new WhatWasWritten([drafts, replies, marks, outbox], () => said.push("emptied"));
  written.follow(store);
  for (const room of [drafts, replies, marks, outbox]) await room.restore();
  const texts = () => ({
    drafts: drafts.written.value.map((one) => drafts.of(one)),
    replies: replies.items.value.map(({ text }) => text),
    muted: [...marks.muted.value],
    unsent: outbox.entries.value.map(({ text }) => text),
  });
  const write = async () => {
    drafts.set("a", "half a sent");
    void replies.add("on my way");
    marks.mute("b", true);
    outbox.add({ conversationId: "c", receiver: { userId: "2", superMsgFlag: 0 }, text: "unsent", after: "" });
    await settled();
  };
  return { drafts, outbox, written, said, texts, write };
}

const everything = { drafts: ["half a sent"], replies: ["on my way"], muted: ["b"], unsent: ["unsent"] };
const nothing = { drafts: [], replies: [], muted: [], unsent: [] };

describe("what is written while the storage is full", () => {
  it("is there, is not kept, and is kept once there is room again", async () => {
    const disk = new SharedStore();
    disk.room = 0;
    const here = await tab(disk);
    await here.write();
    assert.deepEqual([here.texts(), (await tab(disk)).texts()], [everything, nothing]);
    assert.equal(here.drafts.unkept.value, true);
    here.written.keepAgain();
    await settled();
    assert.deepEqual((await tab(disk)).texts(), nothing, "there is no room yet");
    disk.room = Infinity;
    here.written.keepAgain();
    await settled();
    assert.deepEqual([here.texts(), (await tab(disk)).texts()], [everything, everything]);
    assert.equal(here.drafts.unkept.value, false);
    assert.ok(here.outbox.entries.value.every(({ kept }) => kept));
  });

  it("is written no more often than it was refused", async () => {
    const disk = new SharedStore();
    const here = await tab(disk);
    await here.write();
    disk.room = 0;
    here.written.keepAgain();
    await settled();
    assert.equal(disk.room, 0, "what is kept is not written again");
  });
});

describe("a storage that the browser empties under the page", () => {
  it("gets everything back that is written here, and that is said", async () => {
    const disk = new SharedStore();
    const here = await tab(disk);
    await here.write();
    disk.empty();
    await settled();
    assert.deepEqual([here.texts(), (await tab(disk)).texts()], [everything, everything]);
    assert.deepEqual(here.said, ["emptied"]);
  });

  it("gets it once from all tabs, as the one wrote it that wrote last", async () => {
    const disk = new SharedStore();
    const [here, there] = [await tab(disk), await tab(disk)];
    await here.write();
    there.drafts.set("a", "half a sentence");
    await settled();
    disk.empty();
    await settled();
    const later = await tab(disk);
    assert.deepEqual(later.texts(), { ...everything, drafts: ["half a sentence"] });
    for (const { texts } of [here, there]) assert.deepEqual(texts(), later.texts());
  });

  it("is not followed any more by a page that keeps elsewhere", async () => {
    const [before, disk] = [new SharedStore(), new SharedStore()];
    const here = await tab(before);
    here.written.follow(disk.tab());
    before.empty();
    await settled();
    assert.deepEqual(here.said, []);
  });
});

describe("the account in use when the browser has emptied its storage", () => {
  /** An account that is in use while its storage is emptied, and the numbers of the accounts in use from before then. */
  async function emptied() {
    const disk = new SharedStore();
    const accounts = new Accounts(places(disk));
    await accounts.restore();
    await accounts.add(account("1"));
    await accounts.use(one);
    const seen: (string | undefined)[] = [];
    accounts.current.subscribe((now) => seen.push(now?.login.musicid));
    disk.empty();
    await settled();
    return { disk, accounts, seen };
  }

  const one = { endpoint: "", musicid: "1" };
  for (const [what, act] of Object.entries<(accounts: Accounts) => Promise<unknown>>({
    "its name is learned": (accounts) => accounts.learn(one, "小周", ""),
    "its messages are learned": (accounts) => accounts.learnOwn(one, { encryptUins: ["a"], othersAreNamed: true }),
    "it is chosen once more": (accounts) => accounts.use(one),
    "it is to be kept elsewhere": (accounts) => accounts.move(one, "tab"),
  })) {
    it(`stays in use when ${what}, and its login is not written again`, async () => {
      const { disk, accounts, seen } = await emptied();
      await act(accounts);
      assert.deepEqual([...new Set(seen)], ["1"]);
      assert.equal(disk.kept.has(recordName("account", one)), false);
    });
  }

  it("stays in use when somebody signs in to it anew, and is kept again", async () => {
    const { disk, accounts, seen } = await emptied();
    await accounts.add(account("1", { musickey: "next" }));
    assert.deepEqual([...new Set(seen)], ["1"]);
    assert.match(disk.kept.get(recordName("account", one))!, /next/);
  });
});
