// An account that is known, and the one in use.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ownMarksOf } from "../account/account.ts";
import { recordName } from "../model/record-names.ts";
import { account, settled, SharedStore } from "./shared-store.ts";
import { current, draft, ids, keys, one, open, two, twoTabs } from "./accounts-world.ts";

describe("an account", () => {
  for (const [place, inSameTab, inNewTab] of [
    ["memory", [], []],
    ["tab", ["1"], []],
    ["disk", ["1"], ["1"]],
  ] as const) {
    it(`in ${place} is found again as long as it shall be`, async () => {
      const [disk, tab] = [new SharedStore(), new SharedStore()];
      const accounts = await open(disk, tab);
      await accounts.add(account("1", { place }));
      assert.deepEqual(ids(accounts), ["1"]);
      assert.deepEqual(ids(await open(disk, tab)), inSameTab);
      assert.deepEqual(ids(await open(disk)), inNewTab);
    });
  }

  it("in memory leaves nothing in other places, also while it is in use", async () => {
    const [disk, tab] = [new SharedStore(), new SharedStore()];
    const accounts = await open(disk, tab);
    await accounts.add(account("12345", { place: "memory" }));
    await accounts.use({ endpoint: "", musicid: "12345" });
    assert.doesNotMatch(disk.dump() + tab.dump(), /12345/);
  });

  it("keeps the whole login, whatever it has", async () => {
    const disk = new SharedStore();
    const login = { musicid: "1", musickey: "k", loginType: 2, expiresIn: 259_200, encryptUin: "oK" };
    const accounts = await open(disk);
    await accounts.add({ ...account("1"), login });
    await accounts.learn(one, "小周", "");
    assert.deepEqual((await open(disk)).all.value[0]?.login, login);
  });

  it("is its gateway too", async () => {
    const disk = new SharedStore();
    const accounts = await open(disk);
    await accounts.add(account("1", { musickey: "here" }));
    await accounts.add(account("1", { musickey: "there", endpoint: "https://gateway.example" }));
    assert.deepEqual(keys(accounts), ["here", "there"]);
    await accounts.remove({ ...one, endpoint: "https://gateway.example/" });
    assert.deepEqual(keys(await open(disk)), ["here"]);
  });

  it("that is renewed keeps what is known of its owner", async () => {
    const accounts = await open(new SharedStore());
    await accounts.add(account("1"));
    await accounts.learn(one, "小周", "a.png");
    await accounts.add(account("1", { musickey: "next" }));
    assert.deepEqual(accounts.all.value, [account("1", { musickey: "next", nick: "小周", avatar: "a.png" })]);
  });

  it("keeps what was learned of its own messages, also when it is renewed", async () => {
    const disk = new SharedStore();
    const accounts = await open(disk);
    await accounts.add(account("1"));
    await accounts.learnOwn(one, { encryptUins: ["a"], othersAreNamed: false });
    await accounts.learnOwn(one, { encryptUins: ["b"], othersAreNamed: true });
    await accounts.add(account("1", { musickey: "next" }));
    const [kept] = (await open(disk)).all.value;
    assert.deepEqual(kept?.own, { encryptUins: ["a", "b"], othersAreNamed: true });
    assert.deepEqual(ownMarksOf({ ...kept!, login: { ...kept!.login, encryptUin: "c" } }).encryptUins, ["a", "b", "c"]);
  });

  it("that is gone stays so when something is learned of its messages", async () => {
    const disk = new SharedStore();
    const accounts = await open(disk);
    await accounts.learnOwn(one, { encryptUins: ["a"], othersAreNamed: false });
    assert.deepEqual([ids(accounts), disk.dump()], [[], "[]"]);
  });

  for (const [what, record] of Object.entries({
    "no JSON": "{",
    "no account": '{"login":{"musicid":1}}',
    "another account": JSON.stringify(account("2")),
  })) {
    it(`that cannot be read is left alone: ${what}`, async () => {
      const disk = new SharedStore();
      disk.kept.set(recordName("account", one), record);
      const accounts = await open(disk);
      await accounts.learn(one, "小周", "");
      assert.deepEqual(ids(accounts), []);
      assert.equal(disk.kept.get(recordName("account", one)), record);
    });
  }

  it("that becomes unreadable keeps its drafts", async () => {
    const { disk, here, there } = await twoTabs();
    disk.kept.set(draft, "d");
    await there.storeOf(there.all.value[0]!).set(recordName("account", one), "{");
    await settled();
    assert.deepEqual(ids(here), ["1"]);
    assert.ok(disk.kept.has(draft));
  });

  it("in two places is one, that of the tab", async () => {
    const [disk, tab] = [new SharedStore(), new SharedStore()];
    await (await open(disk, tab)).add(account("1", { place: "tab", musickey: "in the tab" }));
    await (await open(disk)).add(account("1", { musickey: "on disk" }));
    assert.deepEqual(keys(await open(disk, tab)), ["in the tab"]);
  });

  it("that its place does not take is not there", async () => {
    const disk = new SharedStore();
    const accounts = await open(disk);
    disk.room = 0;
    await assert.rejects(accounts.add(account("1")));
    assert.deepEqual(ids(accounts), []);
  });
});

describe("the account in use", () => {
  it("is the same after a reload, and the last one of the disk in a new tab", async () => {
    const [disk, tab] = [new SharedStore(), new SharedStore()];
    const accounts = await open(disk, tab);
    await accounts.add(account("1"));
    await accounts.add(account("2", { place: "tab" }));
    await accounts.use(one);
    await accounts.use(two);
    assert.equal(current(await open(disk, tab)), "2");
    assert.equal(current(await open(disk)), "1");
    assert.equal(disk.kept.get("qqmusicpm.current"), "1@", "nothing on disk tells of the other");
  });

  it("is none after a reload when it was in memory", async () => {
    const [disk, tab] = [new SharedStore(), new SharedStore()];
    const accounts = await open(disk, tab);
    await accounts.add(account("1"));
    await accounts.add(account("2", { place: "memory" }));
    await accounts.use(one);
    await accounts.use(two);
    assert.equal(current(await open(disk, tab)), undefined);
  });

  it("is each tab's own decision", async () => {
    const { disk, here, there } = await twoTabs();
    await here.add(account("2"));
    await settled();
    await here.use(one);
    await there.use(two);
    await settled();
    assert.equal(current(here), "1");
    assert.equal(current(there), "2");
    assert.equal(current(await open(disk)), "2");
  });

  it("is after a reload what the tab began with, though another tab chose another one since", async () => {
    const { disk, here } = await twoTabs();
    await here.use(one);
    const tab = new SharedStore();
    await open(disk, tab);
    await here.add(account("2"));
    await here.use(two);
    assert.equal(current(await open(disk, tab)), "1");
  });

  it("is each page's own decision where the pages have one store", async () => {
    const [disk, session] = [new SharedStore({ tellsWriter: true }), new SharedStore({ tellsWriter: true })];
    const here = await open(disk, session);
    await here.add(account("1", { place: "tab" }));
    await here.use(one);
    const there = await open(disk, session);
    await there.add(account("2", { place: "tab" }));
    await there.use(two);
    await settled();
    assert.equal(current(here), "1");
    assert.equal(current(there), "2");
  });

  it("is the one that the user decided for last, whatever ends last", async () => {
    const { here } = await twoTabs();
    const signingIn = here.decide();
    assert.equal(await here.use(one), true);
    await here.add(account("2"));
    assert.equal(await here.use(two, signingIn), false);
    assert.equal(current(here), "1");
    assert.deepEqual(ids(here), ["1", "2"]);
  });

  it("may follow from a decision that was made before", async () => {
    const { here } = await twoTabs();
    const signingIn = here.decide();
    await here.use(one, here.decision);
    await here.add(account("2"));
    assert.equal(await here.use(two, signingIn), true);
  });

  it("is none that is gone", async () => {
    const { disk, here } = await twoTabs();
    disk.kept.clear();
    assert.equal(await here.use(one), false);
    assert.deepEqual(ids(here), []);
  });
});
