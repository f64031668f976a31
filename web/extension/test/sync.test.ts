import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Accounts } from "../../app/account/accounts.ts";
import type { AccountId } from "../../app/model/account-id.ts";
import { extensionHost } from "../account/extension-host.ts";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import { followLogin } from "../background/follow-login.ts";
import { follow } from "../login/followed.ts";
import { useAddedAccounts } from "../page/sync.ts";
import { settled } from "../../app/test/shared-store.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { page } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

const answers = async () => page();

/** Opens a page of the extension. */
async function openPage() {
  const accounts = new Accounts(extensionHost());
  const switched: string[] = [];
  const switchTo = async (id: AccountId, decision?: number) => {
    if (await accounts.use(id, decision)) switched.push(id.musicid);
  };
  useAddedAccounts({ accounts, switchTo });
  await accounts.restore();
  return { accounts, switched, current: () => accounts.current.value?.login };
}

/** Logs in at y.qq.com, which the background follows. */
async function logIn(chrome: FakeChrome, uin: string, key: string): Promise<void> {
  chrome.cookies.clear();
  chrome.cookies.set("uin", uin).set("qm_keyst", key);
  await follow();
  await followLogin(answers);
  await settled();
}

describe("an open page", () => {
  it("goes on with a login at y.qq.com where nobody is signed in", async () => {
    const chrome = new FakeChrome();
    const { current, switched } = await openPage();
    await logIn(chrome, "123456", "Q_H_L_a");
    assert.equal(current()?.musicid, "123456");
    assert.deepEqual(switched, ["123456"]);
  });

  it("stays with its account when somebody else logs in at y.qq.com", async () => {
    const chrome = new FakeChrome();
    await signIn({ musicid: "777", musickey: "Q_H_L_t" });
    const { accounts, current, switched } = await openPage();
    const seen: (string | undefined)[] = [];
    accounts.current.subscribe((account) => seen.push(account?.login.musicid));
    await logIn(chrome, "123456", "Q_H_L_a");
    await logIn(chrome, "654321", "Q_H_L_b");
    assert.equal(current()?.musicid, "777");
    assert.deepEqual(new Set(seen), new Set(["777"]), "not even for a moment");
    assert.deepEqual(switched, []);
  });

  it("stays with its account when another page uses another one", async () => {
    new FakeChrome();
    await signIn({ musicid: "777", musickey: "Q_H_L_t" });
    const { current } = await openPage();
    const other = await openPage();
    await signIn({ musicid: "888", musickey: "Q_H_L_u" });
    await settled();
    await other.accounts.use(siteAccount("888"));
    assert.equal(current()?.musicid, "777");
  });

  it("lets a sign-in count that the user began before", async () => {
    const chrome = new FakeChrome();
    const { accounts, current } = await openPage();
    const signingIn = accounts.decide();
    await logIn(chrome, "123456", "Q_H_L_a");
    await accounts.add({ ...accounts.all.value[0]!, login: { musicid: "777", musickey: "Q_H_L_t" } });
    assert.equal(await accounts.use(siteAccount("777"), signingIn), true);
    assert.equal(current()?.musicid, "777");
  });

  it("gets a renewed login", async () => {
    const chrome = new FakeChrome();
    const { current } = await openPage();
    await logIn(chrome, "123456", "Q_H_L_a");
    await logIn(chrome, "123456", "Q_H_L_b");
    assert.equal(current()?.musickey, "Q_H_L_b");
  });

  it("has no account any more after a logout, and goes on with the next login", async () => {
    const chrome = new FakeChrome();
    const { accounts, current } = await openPage();
    await logIn(chrome, "123456", "Q_H_L_a");
    chrome.cookies.clear();
    await followLogin(answers);
    await settled();
    assert.deepEqual(accounts.all.value, []);
    await logIn(chrome, "654321", "Q_H_L_b");
    assert.equal(current()?.musicid, "654321");
  });

  it("stays signed in when another page moves the account to this device", async () => {
    const chrome = new FakeChrome();
    const { accounts } = await openPage();
    await logIn(chrome, "123456", "Q_H_L_a");
    const seen: (string | undefined)[] = [];
    accounts.current.subscribe((account) => seen.push(account?.place));
    await (await keptAccounts()).move(siteAccount("123456"), "disk");
    await settled();
    assert.deepEqual(seen, ["tab", "disk"]);
  });
});
