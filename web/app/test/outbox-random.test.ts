// Whatever happens in whatever order: nothing is sent twice unless the user says so, and nothing is lost.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readRecord } from "../outbox/entry.ts";
import { outcomes, type Outcome } from "./outbox-gateway.ts";
import { Browser, nameOf, quiet, type Tab } from "./outbox-world.ts";
import { seeded, type Random } from "./seeded.ts";

const runs = 150;
const steps = 40;
const mostTabs = 3;

class Run {
  readonly browser = new Browser();
  readonly written = new Set<string>();
  readonly givenUp = new Set<string>();
  /** What was written before somebody emptied the storage. */
  readonly emptied = new Set<string>();
  /** How often each may have been sent. */
  readonly allowed = new Map<string, number>();
  readonly log: string[] = [];
  tabs: Tab[] = [this.browser.open()];
  private readonly random: Random;
  private answer = () => {};

  constructor(random: Random) {
    this.random = random;
  }

  private pick<T>(all: readonly T[]): T | undefined {
    return all[this.random.below(all.length)];
  }

  /** Lets something happen. */
  async step(): Promise<void> {
    const tab = this.pick(this.tabs)!;
    const key = this.pick(tab.outbox.entries.value)?.clientKey ?? "";
    const events: Record<string, () => unknown> = {
      write: () => {
        const written = tab.write("x", { conversationId: this.pick(["s", "t"])! });
        this.written.add(written);
        this.allowed.set(written, 1);
      },
      "outcome of the next message": () => {
        const next = this.pick(Object.keys(outcomes) as Outcome[])!;
        this.log.push(`  ${next}`);
        this.browser.gateway.next.push(next);
      },
      "crash and open again": async () => {
        await quiet(); // a tab ends between two tasks of the browser, and not within one
        this.end(tab);
        this.tabs = [...this.tabs.filter((one) => one !== tab), await this.open()];
      },
      "close and open again": async () => {
        tab.outbox.close();
        this.tabs = [...this.tabs.filter((one) => one !== tab), await this.open()];
        await quiet();
        this.unkept(tab);
      },
      "open a tab": async () => {
        if (this.tabs.length < mostTabs) this.tabs.push(await this.open());
      },
      "close a tab": async () => {
        if (this.tabs.length < 2) return;
        await quiet();
        this.end(tab);
        this.tabs = this.tabs.filter((one) => one !== tab);
      },
      "network comes or goes": () => (this.browser.online.value = !this.browser.online.value),
      "gateway answers later": () => {
        this.answer();
        this.answer = this.browser.gateway.holdBack();
      },
      "gateway answers": () => this.answerAll(),
      "gateway can or cannot say": () => {
        const { gateway } = this.browser;
        gateway.absent = gateway.absent === "unknown" ? "absent" : "unknown";
      },
      "page comes": () => tab.outbox.settle(this.pick(["s", "t"])!, this.browser.gateway.page()),
      "look again": () => void tab.outbox.lookAgain(),
      "look again for one": () => void tab.outbox.lookAgain(key),
      "send again": () => {
        const entry = tab.entry(key);
        if (!entry) return;
        tab.outbox.retry(key);
        if (tab.entry(key) !== entry) this.allowed.set(key, this.allowed.get(key)! + 1);
      },
      "give up": () => {
        const { state } = tab.entry(key) ?? {};
        tab.outbox.discard(key);
        if (state && state !== "sending") this.givenUp.add(key);
      },
      "storage is full or is not": () => (this.browser.disk.full = !this.browser.disk.full),
      "storage is emptied": async () => {
        this.browser.disk.hear(); // a user is slower than that
        await quiet();
        for (const written of this.written) {
          this.emptied.add(written);
          if (this.tabs.every((one) => one.state(written) === "gone")) this.givenUp.add(written);
        }
        this.browser.disk.texts.clear();
      },
      "hear late": () => (this.browser.disk.late = true),
      hear: () => this.browser.disk.hear(),
    };
    const often = ["write", "write", "outcome of the next message", "outcome of the next message", "send again"];
    const name = this.pick([...Object.keys(events), ...often])!;
    this.log.push(`${name} ${key}`);
    await events[name]!();
    if (this.random.below(3) > 0) await quiet();
  }

  private end(tab: Tab): void {
    this.unkept(tab);
    tab.crash();
  }

  // Of what is not kept it is said that it is gone when the tab is.
  private unkept(tab: Tab): void {
    for (const { clientKey, kept } of tab.outbox.entries.value) {
      if (!kept || this.emptied.has(clientKey)) this.givenUp.add(clientKey);
    }
  }

  private async open(): Promise<Tab> {
    const tab = this.browser.open();
    await tab.outbox.restore();
    return tab;
  }

  answerAll(): void {
    this.answer();
    this.browser.gateway.hold = undefined;
  }

  /** What must hold whenever nothing is in motion. */
  check(): void {
    const { gateway, disk } = this.browser;
    for (const key of this.written) {
      const times = (keys: readonly string[]) => keys.filter((one) => one === key).length;
      const sent = times(gateway.sent) - times(gateway.unsent);
      assert.ok(sent <= this.allowed.get(key)!, `${key} was sent ${sent} times`);
      const text = disk.texts.get(nameOf(key)) ?? null;
      const isThere =
        this.givenUp.has(key) ||
        gateway.arrived.has(key) ||
        readRecord(text, key) !== undefined ||
        this.tabs.some((tab) => tab.state(key) !== "gone");
      assert.ok(isThere, `${key} is lost`);
    }
  }

  /** What must hold once everything is well again. */
  async checkEnd(): Promise<void> {
    const { gateway, disk, online } = this.browser;
    gateway.next.length = 0;
    gateway.absent = "absent";
    this.answerAll();
    disk.full = false;
    disk.hear();
    online.value = true;
    await quiet();
    const last = await this.open();
    for (const tab of [...this.tabs, last]) await tab.outbox.lookAgain();
    await quiet();
    this.check();
    for (const { clientKey, state } of last.outbox.entries.value) {
      assert.ok(state === "failed" || state === "accepted", `${clientKey} is still ${state}`);
      for (const tab of this.tabs) {
        if (tab.entry(clientKey)?.kept === false) continue;
        assert.equal(tab.state(clientKey), state, "two tabs show different things");
      }
    }
  }
}

describe("the outbox", () => {
  it(`sends nothing twice and loses nothing, in ${runs} stories`, async () => {
    for (let seed = 1; seed <= runs; seed++) {
      const run = new Run(seeded(seed));
      run.browser.disk.tellsAll = seed % 2 === 0;
      try {
        for (let i = 0; i < steps; i++) {
          await run.step();
          run.check();
        }
        await run.checkEnd();
      } catch (error) {
        throw new Error(`seed ${seed}: ${String(error)}\n${run.log.join("\n")}`, { cause: error });
      }
    }
  });
});
