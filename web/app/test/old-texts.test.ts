import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Accounts } from "../account/accounts.ts";
import { Drafts } from "../compose/drafts.ts";
import { account, places, settled, SharedStore } from "./shared-store.ts";

/** An account as the old texts have it. */
const old = (musicid: string, keeping: string, endpoint = "") => ({
  login: { musicid, musickey: `Q_H_L_${musicid}` },
  keeping,
  endpoint,
  nick: `nick ${musicid}`,
  avatar: "",
  sample: false,
});

const oldAccounts = (current: string, ...accounts: object[]) => JSON.stringify({ current, accounts });

async function draftsOf(accounts: Accounts, musicid: string): Promise<Drafts> {
  const kept = accounts.all.value.find(({ login }) => login.musicid === musicid)!;
  const drafts = new Drafts({ endpoint: kept.endpoint, musicid }, accounts.storeOf(kept));
  await drafts.restore();
  return drafts;
}

function before() {
  const [disk, tab] = [new SharedStore(), new SharedStore()];
  const here = places(disk, tab);
  return { disk, tab, here, accounts: new Accounts(here) };
}

describe("what the old texts hold", () => {
  it("is put into records, once, and the texts are gone", async () => {
    const { disk, tab, accounts } = before();
    disk.kept.set("qqmusicpm.accounts", oldAccounts("1", old("1", "disk"), old("2", "disk", "https://g.example")));
    disk.kept.set("qqmusicpm.drafts.2", JSON.stringify({ friend: "还没写完", other: "x.y" }));
    tab.kept.set("qqmusicpm.accounts", oldAccounts("3", old("3", "tab")));
    tab.kept.set("qqmusicpm.drafts.3", JSON.stringify({ friend: "in the tab" }));
    await accounts.restore();
    assert.deepEqual(
      accounts.all.value.map(({ login, place, nick }) => [login.musicid, place, nick]),
      [
        ["3", "tab", "nick 3"],
        ["1", "disk", "nick 1"],
        ["2", "disk", "nick 2"],
      ],
    );
    assert.equal(accounts.current.value?.login.musicid, "3");
    const [second, third] = [await draftsOf(accounts, "2"), await draftsOf(accounts, "3")];
    assert.deepEqual([second.of("friend"), second.of("other"), third.of("friend")], ["还没写完", "x.y", "in the tab"]);
    const texts = [...disk.kept.keys(), ...tab.kept.keys()].filter((name) => /accounts|drafts/.test(name));
    assert.deepEqual(texts, []);
    const [inNewTab, again] = [new Accounts(places(disk)), new Accounts(places(disk, tab))];
    await inNewTab.restore();
    await again.restore();
    assert.equal(inNewTab.current.value?.login.musicid, "1");
    assert.deepEqual(again.all.value, accounts.all.value);
  });

  it("is found when the account is kept elsewhere than its drafts once were", async () => {
    const { disk, tab, accounts } = before();
    tab.kept.set("qqmusicpm.accounts", oldAccounts("1", old("1", "tab", "https://g.example")));
    disk.kept.set("qqmusicpm.drafts.1", JSON.stringify({ friend: "还没写完" }));
    await accounts.restore();
    await accounts.move({ endpoint: "https://g.example", musicid: "1" }, "disk");
    assert.equal((await draftsOf(accounts, "1")).of("friend"), "还没写完");
  });

  it("does not take the place of a newer record", async () => {
    const { disk, here, accounts } = before();
    await accounts.add(account("1", { musickey: "newer" }));
    const drafts = new Drafts({ endpoint: "", musicid: "1" }, here.disk);
    drafts.set("friend", "newer");
    await settled();
    disk.kept.set("qqmusicpm.accounts", oldAccounts("1", old("1", "disk")));
    disk.kept.set("qqmusicpm.drafts.1", JSON.stringify({ friend: "older" }));
    await accounts.restore();
    assert.equal(accounts.all.value[0]?.login.musickey, "newer");
    assert.equal((await draftsOf(accounts, "1")).of("friend"), "newer");
  });

  for (const [what, name, text] of [
    ["accounts that are no JSON", "qqmusicpm.accounts", "{"],
    ["accounts of another shape", "qqmusicpm.accounts", '{"accounts":{}}'],
    ["drafts that are no JSON", "qqmusicpm.drafts.1", "{"],
    ["drafts that are no object", "qqmusicpm.drafts.1", "5"],
    ["drafts of nobody", "qqmusicpm.drafts.2", '{"friend":"d"}'],
  ] as const) {
    it(`stays what it is when it is of no use: ${what}`, async () => {
      const { disk, accounts } = before();
      await accounts.add(account("1"));
      disk.kept.set(name, text);
      await accounts.restore();
      assert.equal(disk.kept.get(name), text);
      assert.equal(accounts.all.value.length, 1);
    });
  }

  it("stays where the place does not take the records", async () => {
    const { disk, accounts } = before();
    const text = oldAccounts("1", old("1", "disk"));
    disk.kept.set("qqmusicpm.accounts", text);
    disk.room = 0;
    await accounts.restore();
    assert.equal(disk.kept.get("qqmusicpm.accounts"), text);
  });

  it("is taken also beside something that is no account", async () => {
    const { disk, accounts } = before();
    disk.kept.set("qqmusicpm.accounts", oldAccounts("", {}, { login: { musicid: 1 } }, old("1", "disk")));
    await accounts.restore();
    assert.deepEqual(
      accounts.all.value.map(({ login }) => login.musicid),
      ["1"],
    );
  });
});
