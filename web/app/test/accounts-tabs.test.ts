import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Accounts } from "../account/accounts.ts";
import { account, settled } from "./shared-store.ts";
import { current, ids, keys, one, open, two, twoTabs } from "./accounts-world.ts";

describe("an account that another tab", () => {
  it("added is there, and not in use", async () => {
    const { here, there } = await twoTabs();
    await here.use(one);
    const added: string[] = [];
    here.onAdded(({ login }) => added.push(login.musicid));
    await there.add(account("2"));
    await there.use(two);
    await settled();
    assert.deepEqual(ids(here), ["1", "2"]);
    assert.equal(current(here), "1");
    assert.deepEqual(added, ["2"]);
  });

  it("added is not erased, whatever this one does", async () => {
    const { disk, here, there } = await twoTabs();
    here.close(); // as when the change is not told yet
    await there.add(account("2"));
    await here.use(one);
    await here.learn(one, "小周", "");
    await here.add(account("3"));
    await here.remove(one);
    assert.deepEqual(ids(await open(disk)), ["2", "3"]);
  });

  it("renewed is renewed here, and in use as before", async () => {
    const { here, there } = await twoTabs();
    await here.use(one);
    await there.add(account("1", { musickey: "next" }));
    await settled();
    assert.equal(here.current.value?.login.musickey, "next");
  });

  it("removed is gone here, and so is what was in use", async () => {
    const { here, there } = await twoTabs();
    await here.use(one);
    await there.remove(one);
    await settled();
    assert.deepEqual(ids(here), []);
    assert.equal(current(here), undefined);
  });

  for (const [what, act] of Object.entries<(accounts: Accounts) => Promise<unknown>>({
    "learns its name": (accounts) => accounts.learn(one, "小周", ""),
    "uses it": (accounts) => accounts.use(one),
    "moves it": (accounts) => accounts.move(one, "tab"),
    "renews it": (accounts) => accounts.renew(one, { musicid: "1", musickey: "next" }),
    "adds another one": (accounts) => accounts.add(account("2")),
    "uses another one": (accounts) => accounts.add(account("2")).then(() => accounts.use(two)),
  })) {
    it(`removed does not come back when this one ${what}`, async () => {
      const { disk, here, there } = await twoTabs();
      here.close();
      await there.remove(one);
      await act(here);
      assert.doesNotMatch(disk.dump(), /Q_H_L_1/);
      assert.ok(!ids(await open(disk)).includes("1"));
    });

    it(`removes does not come back when this one ${what} at that moment`, async () => {
      const { disk, here, there } = await twoTabs();
      await Promise.all([act(here), there.remove(one)]);
      await Promise.all([act(here), settled()]);
      assert.doesNotMatch(disk.dump(), /Q_H_L_1/);
    });
  }

  it("renews keeps its new key when this one learns its name at that moment", async () => {
    const { disk, here, there } = await twoTabs();
    await Promise.all([here.learn(one, "小周", ""), there.add(account("1", { musickey: "next" }))]);
    await Promise.all([there.add(account("1", { musickey: "last" })), here.learn(one, "小周周", "")]);
    assert.deepEqual(keys(await open(disk)), ["last"]);
  });
});
