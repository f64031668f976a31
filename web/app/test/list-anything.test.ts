// Whatever happens between two tabs and the gateway, in the end the list is the gateway's.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Session } from "../../sdk/src/index.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import type { ListShape } from "./list-gateway.ts";
import { ListWorld, type Tab } from "./list-world.ts";
import { seeded, type Random } from "./seeded.ts";

/** What can happen; the tab and the conversation of it are some. */
type Happening = (world: ListWorld, tab: Tab, id: string | undefined, random: Random) => unknown;

const looking: Happening[] = [
  (world, tab) => world.look(tab),
  (world, tab) => world.look(tab),
  (_, tab) => tab.reader.moreConversations(),
];

const arriving: Happening[] = [
  ({ gateway }, _tab, _id, random) => {
    for (let i = random.below(random.below(5) === 0 ? 50 : 5); i >= 0; i--) gateway.add();
  },
  ({ gateway }) => gateway.add(),
];

const elsewhere: Happening[] = [
  ({ gateway }) => gateway.remove(gateway.any()),
  ({ gateway }) => gateway.read(gateway.any()),
  ({ gateway }) => gateway.clear(gateway.any()),
];

const here: Happening[] = [
  async (world, { archive }, id) => {
    if (await world.ask(() => world.gateway.remove(id))) await archive.forget(id!);
  },
  async (world, { archive }, id) => {
    const newest = await world.ask(() => world.gateway.read(id));
    if (newest) await archive.markRead(id!, newest);
  },
  async (world, { archive }, id) => {
    const newest = id === undefined ? null : archive.conversation(id)!.newMsg;
    if (await world.ask(() => world.gateway.clear(id, newest))) await archive.clear(id!, newest);
  },
  async (world, { archive }, id) => {
    const sent = await world.ask(() => world.gateway.add({ mine: true, id }));
    // Nobody puts back what was deleted meanwhile.
    if (world.gateway.conversations.has(sent.sessionId)) await archive.put(sent);
  },
];

/** Lets some of it happen between two tabs that have looked once. */
async function happen(seed: number, shape: ListShape, happenings: Happening[]): Promise<ListWorld> {
  const random = seeded(seed);
  const world = new ListWorld(random, shape, [new MemoryStore(), new MemoryStore()]);
  for (let i = random.below(90); i > 0; i--) world.gateway.add();
  for (const tab of world.tabs) await world.finish(world.look(tab));
  world.old = new Set(world.gateway.newest());
  for (let step = 10 + random.below(60); step > 0; step--) {
    world.now += [1, 10, 50, 20_000][random.below(4)]!;
    const tab = world.tabs[random.below(world.tabs.length)]!;
    const shown = tab.archive.list.value.conversations;
    const id = shown[random.below(shown.length)]?.sessionId;
    const happening = happenings[random.below(happenings.length + 4)];
    // What gets lost rejects.
    if (happening) void Promise.resolve(happening(world, tab, id, random)).catch(() => {});
    else for (let i = random.below(6); i >= 0; i--) await world.goOn(true);
  }
  await world.arrive();
  world.now += 60_000;
  return world;
}

/** Looks at the list and reads on to its end. */
async function readAll(world: ListWorld, tab: Tab): Promise<void> {
  await world.finish(world.look(tab));
  for (let pages = 0; tab.reader.listEnd.value; pages++) {
    assert.ok(pages < 100, "reads for ever");
    await world.finish(tab.reader.moreConversations());
  }
}

const byId = (list: readonly Session[]) => [...list].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
const times = (list: readonly Session[]) => list.map(({ sortTime }) => sortTime);

/** Whether all tabs have the list of the gateway. Which of those of one time is first nobody says. */
function assertSame({ tabs, gateway }: ListWorld, seed: number): void {
  for (const [i, { archive }] of tabs.entries()) {
    const { conversations, unread } = archive.list.value;
    const where = `tab ${i}, seed ${seed}`;
    assert.deepEqual(byId(conversations), byId(gateway.all), where);
    assert.deepEqual(times(conversations), times(gateway.all), where);
    assert.equal(unread, gateway.unread, `unread, ${where}`);
  }
}

const seeds = Array.from({ length: 80 }, (_, i) => i + 1);

for (const [what, ties] of [
  ["every time once", false],
  ["many at one time", true],
] as const) {
  const shape = { ties, marksRead: true };

  describe(`conversations, ${what}`, () => {
    it("are those of the gateway after a look and reading on", async () => {
      for (const seed of seeds) {
        const world = await happen(seed, shape, [...looking, ...arriving, ...here]);
        for (const tab of world.tabs) await readAll(world, tab);
        assertSame(world, seed);
      }
    });

    it("that were deleted, cleared or read elsewhere are so after reading anew", async () => {
      for (const seed of seeds) {
        const world = await happen(seed, shape, [...looking, ...arriving, ...here, ...elsewhere]);
        // What is gone in a crowd has to be gone twice.
        for (const tab of [...world.tabs, ...world.tabs]) {
          tab.reader.startOver();
          await readAll(world, tab);
        }
        assertSame(world, seed);
      }
    });
  });
}

describe("looks", () => {
  it("tell of every newest message", async () => {
    for (const seed of seeds) {
      const shape = { ties: false, marksRead: true };
      const world = await happen(seed, shape, [...looking, ...arriving, ...elsewhere]);
      for (const tab of world.tabs) await world.finish(world.look(tab));
      const told = world.tabs.flatMap(({ news }) => [...news]);
      const untold = world.gateway.newest().filter((id) => !world.old.has(id) && !told.includes(id));
      assert.deepEqual(untold, [], `seed ${seed}`);
    }
  });
});

describe("a gateway where reading does not mark read", () => {
  it("does not bring back what was read here", async () => {
    for (const seed of seeds) {
      const world = await happen(seed, { ties: false, marksRead: false }, [...looking, ...arriving]);
      for (const tab of world.tabs) await readAll(world, tab);
      for (const { sessionId } of world.gateway.all) await world.tabs[0]!.archive.markRead(sessionId);
      for (const tab of world.tabs) {
        tab.reader.startOver();
        await readAll(world, tab);
        const unread = tab.archive.list.value.conversations.filter(({ newMsgCnt }) => newMsgCnt !== 0);
        assert.deepEqual(unread, [], `seed ${seed}`);
      }
    }
  });
});
