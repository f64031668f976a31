// Two stores on one database are two tabs.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DiskStore } from "../archive/disk-store.ts";
import type { History } from "../archive/history.ts";
import { freshBrowser } from "./fake-database.ts";
import { notation, run } from "./history-notation.ts";

/** Numbers from 0 to below a limit, the same for the same seed. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Adds, changes, removes or joins a piece, or leaves all as it is. */
function someChange({ pieces, doubted }: History, random: (limit: number) => number, number: number): History {
  const at = random(pieces.length + 1);
  const [one, ...behind] = pieces.slice(at);
  const before = pieces.slice(0, at);
  const added = { run: run(number), joined: random(2) === 1 };
  const changes: (() => History)[] = [
    () => ({ pieces: [...before, added, ...pieces.slice(at)], doubted }),
    () => ({ pieces: [...before, added, ...behind], doubted }),
    () => ({ pieces: [...before, ...behind], doubted }),
    () => ({ pieces: one ? [...before, { ...one, joined: !one.joined }, ...behind] : pieces, doubted: !doubted }),
  ];
  return changes[random(changes.length)]!();
}

describe("two tabs that change the same conversations at the same time", () => {
  for (let seed = 1; seed <= 25; seed++) {
    it(`see what the other wrote and lose nothing, seed ${seed}`, async () => {
      freshBrowser();
      const random = randomNumbers(seed);
      const tabs = [await DiskStore.open("1@"), await DiskStore.open("1@")];
      // More than a tab has at hand.
      const conversations = Array.from({ length: 12 }, (_, i) => `c${i}`);
      const kept = new Map<string, string>();
      let number = 0;

      const change = async (tab: DiskStore, name: string) => {
        await tab.updateHistory(name, (before) => {
          assert.equal(notation(before), kept.get(name) ?? "");
          const after = random(5) === 0 ? before : someChange(before, random, number++);
          kept.set(name, notation(after));
          return after;
        });
      };
      for (let round = 0; round < 40; round++) {
        const busy = conversations.slice(0, random(12) + 1);
        const some = () => busy[random(busy.length)]!;
        const works = Array.from({ length: random(5) + 1 }, () => {
          const tab = tabs[random(2)]!;
          return random(4) === 0 ? tab.readHistory(some()) : change(tab, some());
        });
        await Promise.all(works);
        if (random(8) === 0) {
          const name = some();
          await tabs[random(2)]!.removeHistory(name);
          kept.delete(name);
        }
      }
      for (const tab of [...tabs, await DiskStore.open("1@")]) {
        for (const name of conversations) {
          assert.equal(notation(await tab.readHistory(name)), kept.get(name) ?? "", name);
        }
      }
    });
  }
});
