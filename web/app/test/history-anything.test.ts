// Whatever happens between two tabs and the gateway, nobody takes a gap for none, and in the end nothing is missing.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Archive } from "../archive/archive.ts";
import type { ArchiveStore } from "../archive/archive-store.ts";
import { DiskStore } from "../archive/disk-store.ts";
import type { History } from "../archive/history.ts";
import type { MessagesPage } from "../archive/ingest.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { FakeChannel } from "./fake-channel.ts";
import { freshBrowser } from "./fake-database.ts";
import { MessageGateway } from "./message-gateway.ts";
import { seeded, type Random } from "./seeded.ts";

const id = "a";
const shape = { sequence: true, times: true, oldestFirst: false };

/** Two tabs, a gateway with one conversation, and what is on its way between them. */
class World {
  readonly random: Random;
  readonly gateway: MessageGateway;
  readonly channel = new FakeChannel();
  readonly archives: Archive[];
  /** Every message that there ever was, oldest first. */
  readonly everything: string[] = [];
  now = 1_000_000;
  private onItsWay: {
    work: () => unknown;
    back: (answer: unknown) => Promise<unknown>;
    answer?: { value: unknown };
  }[] = [];

  constructor(seed: number, stores: readonly ArchiveStore[]) {
    this.random = seeded(seed);
    this.gateway = new MessageGateway(this.random, shape);
    this.archives = stores.map(
      (store) =>
        new Archive({
          store,
          channel: this.channel.tab(),
          keepsGone: () => false,
          now: () => this.now,
          onMessages() {},
          onFailure: (error) => assert.ifError(error),
        }),
    );
  }

  add() {
    const made = this.gateway.add();
    this.everything.push(made.id);
    return made;
  }

  /** Asks the gateway for something; what to do with its answer comes with it. */
  ask<Answer>(work: () => Answer, back: (answer: Answer) => Promise<unknown>): void {
    this.onItsWay.push({ work, back: back as (answer: unknown) => Promise<unknown> });
  }

  /** Asks for a page. */
  askFor(archive: Archive, before: string | undefined): void {
    const askedAt = archive.asking();
    const size = 2 + this.random.below(8);
    this.ask<MessagesPage | undefined>(
      () => this.gateway.page(before, size),
      async (page) => page && archive.takePage(id, page, askedAt),
    );
  }

  /** A request arrives at the gateway, an answer arrives, or a tab hears of another. */
  async goOn(): Promise<void> {
    this.now++;
    const one = this.onItsWay[this.random.below(this.onItsWay.length)];
    if (!one || this.random.below(4) === 0) this.channel.deliver(1);
    else if (!one.answer) one.answer = { value: one.work() };
    else {
      this.onItsWay = this.onItsWay.filter((other) => other !== one);
      await one.back(one.answer.value);
    }
  }

  /** Everything arrives. */
  async arrive(): Promise<void> {
    do {
      while (this.onItsWay.length > 0) await this.goOn();
      // What is told is read in turn with this.
      this.channel.deliver();
      for (const archive of this.archives) await archive.open();
    } while (this.channel.deliver());
  }
}

/** Checks that between two messages that are joined there is none at the gateway. */
function assertTrue({ pieces }: History, { gateway, everything }: World, seed: number): void {
  const there = new Set(gateway.messages.map((one) => one.id));
  let open = false;
  let next = 0;
  for (const { run, joined } of pieces) {
    if (!joined) open = true;
    for (const message of run.messages) {
      const place = everything.indexOf(message.id);
      assert.ok(place >= next, `${message.id} is out of order, seed ${seed}`);
      const between = everything.slice(next, place).filter((one) => there.has(one));
      if (!open) assert.deepEqual(between, [], `nobody sees a gap before ${message.id}, seed ${seed}`);
      open = false;
      next = place + 1;
    }
  }
}

const ids = ({ pieces }: History) => pieces.flatMap(({ run }) => run.messages.map((one) => one.id));

async function run(seed: number, stores: readonly ArchiveStore[]): Promise<void> {
  const world = new World(seed, stores);
  const { random, gateway, archives } = world;
  for (let i = random.below(40); i > 0; i--) world.add();
  const held = await Promise.all(archives.map((archive) => archive.hold(id)));
  for (let step = 30 + random.below(60); step > 0; step--) {
    world.now += [1, 10, 50, 20_000][random.below(4)]!;
    const tab = random.below(archives.length);
    const archive = archives[tab]!;
    const known = ids(held[tab]!.value);
    const some = known[random.below(known.length)];
    const action = random.below(20);
    if (action <= 1) for (let i = random.below(12); i >= 0; i--) world.add();
    else if (action === 2)
      world.ask(
        () => world.add(),
        (sent) => archive.takeSent(id, [sent]),
      );
    else if (action === 3 && some !== undefined)
      world.ask(
        () => gateway.remove(some),
        () => archive.delete(id, [some]),
      );
    else if (action <= 5) world.askFor(archive, undefined);
    else if (action <= 7 && some !== undefined) world.askFor(archive, some);
    else await world.goOn();
    for (const one of held) assertTrue(one.value, world, seed);
  }
  await world.arrive();
  for (const one of held) assertTrue(one.value, world, seed);
  world.now += 60_000;
  for (const [tab, archive] of archives.entries()) {
    world.askFor(archive, undefined);
    for (let asked = 0; ; asked++) {
      await world.arrive();
      assert.ok(asked < 500, `asks for ever, seed ${seed}`);
      const gap = held[tab]!.value.pieces.findLast(({ joined }) => !joined);
      if (!gap) break;
      world.askFor(archive, gap.run.messages[0]!.id);
    }
  }
  for (const [tab, one] of held.entries()) {
    assert.deepEqual(
      ids(one.value),
      gateway.messages.map((message) => message.id),
      `tab ${tab}, seed ${seed}`,
    );
  }
}

describe("the messages that two tabs know", () => {
  it("are those of the gateway, in memory", async () => {
    for (let seed = 1; seed <= 100; seed++) await run(seed, [new MemoryStore(), new MemoryStore()]);
  });

  it("are those of the gateway, on disk", async () => {
    for (let seed = 1; seed <= 20; seed++) {
      freshBrowser();
      await run(seed, [await DiskStore.open("1@"), await DiskStore.open("1@")]);
    }
  });
});
