import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Accounts } from "../account/accounts.ts";
import type { Place } from "../host.ts";
import { account, places, settled, SharedStore } from "./shared-store.ts";
import { draft, ids, one, open, outgoing, twoTabs } from "./accounts-world.ts";

describe("a move", () => {
  for (const [from, to] of [
    ["memory", "disk"],
    ["tab", "disk"],
    ["disk", "tab"],
    ["tab", "memory"],
  ] as [Place, Place][]) {
    for (const [how, move] of Object.entries<(accounts: Accounts) => Promise<void>>({
      "": (accounts) => accounts.move(one, to),
      ", signing in again": (accounts) => accounts.add(account("1", { place: to })),
    })) {
      it(`from ${from} to ${to} takes drafts and unsent messages along${how}`, async () => {
        const here = places(new SharedStore());
        const accounts = new Accounts(here);
        await accounts.add(account("1", { place: from }));
        await accounts.use(one);
        await here[from].set(draft, "d");
        await here[from].set(outgoing, "o");
        await move(accounts);
        assert.equal(accounts.current.value?.place, to);
        assert.deepEqual([await here[to].get(draft), await here[to].get(outgoing)], ["d", "o"]);
        assert.deepEqual(
          (await here[from].names("")).filter((name) => name !== "qqmusicpm.current"),
          [],
        );
      });
    }
  }

  it("takes along what was written until everybody knew of it", async () => {
    const here = places(new SharedStore());
    const accounts = new Accounts(here);
    await accounts.add(account("1", { place: "tab" }));
    await here.tab.set(draft, "d");
    const end = accounts.all.subscribe(([known]) => {
      if (known?.place === "disk") void here.tab.set(draft, "later");
    });
    await accounts.move(one, "disk");
    end();
    assert.deepEqual([await here.disk.get(draft), await here.tab.get(draft)], ["later", null]);
  });

  for (const room of [0, 1, 2]) {
    it(`to a place that takes ${room} records changes nothing`, async () => {
      const disk = new SharedStore();
      const here = places(disk);
      const accounts = new Accounts(here);
      await accounts.add(account("1", { place: "tab" }));
      await here.tab.set(draft, "d");
      await here.tab.set(outgoing, "o");
      disk.room = room;
      await assert.rejects(accounts.move(one, "disk"));
      assert.equal(accounts.all.value[0]?.place, "tab");
      assert.deepEqual([await here.tab.get(draft), await here.tab.get(outgoing)], ["d", "o"]);
      assert.equal(disk.kept.size, 0);
    });
  }

  it("is no removal for other pages of an extension", async () => {
    const [disk, session] = [new SharedStore({ tellsWriter: true }), new SharedStore({ tellsWriter: true })];
    const here = await open(disk, session);
    await here.add(account("1", { place: "tab" }));
    session.kept.set(draft, "d");
    const there = await open(disk, session);
    await there.use(one);
    const seen: (string | undefined)[] = [];
    there.current.subscribe((account) => seen.push(account?.place));
    await here.move(one, "disk");
    await settled();
    assert.deepEqual(seen, ["tab", "disk"]);
    assert.equal(disk.kept.get(draft), "d");
  });

  it("away from the disk is a removal for other tabs, which take nothing with it", async () => {
    const { disk, here, there } = await twoTabs();
    disk.kept.set(draft, "d");
    await here.move(one, "tab");
    await settled();
    assert.deepEqual(ids(there), []);
    assert.equal(await here.storeOf(here.all.value[0]!).get(draft), "d");
    assert.equal(disk.kept.size, 0);
  });
});
