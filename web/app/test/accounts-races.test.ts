import assert from "node:assert/strict";
import { it } from "node:test";
import { Accounts } from "../account/accounts.ts";
import { recordName } from "../model/record-names.ts";
import { account, places, settled, SharedStore } from "./shared-store.ts";

/** Numbers from 0 below 1 that are the same for a seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it("three tabs that do whatever they like at once agree in the end, and nobody has brought back what was removed", async () => {
  for (let round = 0; round < 150; round++) {
    const seed = Math.floor(Math.random() * 2 ** 32);
    const next = random(seed);
    const below = (count: number) => Math.floor(next() * count);
    const disk = new SharedStore({ tellsWriter: below(2) === 1 });
    disk.pauses = () => 1 + below(4);
    const tabs = [0, 1, 2].map(() => new Accounts(places(disk)));
    for (const tab of tabs) await tab.restore();
    // What is done to each account, in the order in which it was asked for.
    const last = new Map<string, number | "removed">();
    const works: Promise<unknown>[] = [];
    for (let step = 0; step < 25; step++) {
      const tab = tabs[below(tabs.length)]!;
      const musicid = String(1 + below(3));
      const id = { endpoint: "", musicid };
      const act = below(5);
      if (act === 0) {
        works.push(tab.add(account(musicid, { musickey: `${musicid}-${step}` })));
        last.set(musicid, step);
      } else if (act === 1) {
        works.push(tab.remove(id));
        last.set(musicid, "removed");
      } else if (act === 2) works.push(tab.learn(id, `nick ${step}`, ""));
      else if (act === 3) works.push(tab.use(id));
      else await settled();
    }
    await Promise.all(works);
    await settled();
    const wanted = new Map<string, string>();
    for (const [musicid, step] of last) if (step !== "removed") wanted.set(musicid, `${musicid}-${step}`);
    for (const tab of tabs) {
      const found = new Map(tab.all.value.map(({ login }) => [login.musicid, login.musickey]));
      assert.deepEqual([...found].sort(), [...wanted].sort(), `seed ${seed}`);
    }
    for (const [musicid, step] of last) {
      const there = disk.kept.has(recordName("account", { endpoint: "", musicid }));
      assert.equal(there, step !== "removed", `seed ${seed}`);
    }
  }
});
