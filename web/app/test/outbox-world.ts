// A browser with tabs and what is kept in it, to test the outbox with.

import { signal } from "@preact/signals";
import type { Store } from "../host.ts";
import { problemOf } from "../model/problem.ts";
import type { KeptEntry, OutboxEntry } from "../outbox/entry.ts";
import { Outbox, type NewText } from "../outbox/outbox.ts";
import type { Exclusive } from "../outbox/sender.ts";
import { Gateway, type Outcome } from "./outbox-gateway.ts";

export const accountKey = "1@https://gateway";

/** The name of a message's record. */
export const nameOf = (clientKey: string) => `qqmusicpm.outbox.${accountKey}.${clientKey}`;

/** Lets everything happen that can. Nothing in here waits for a time. */
export async function quiet(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise(setImmediate);
}

const never = new Promise<never>(() => {});

/** The lock of an account. A tab that crashed holds it no longer. */
export class Lock {
  private readonly waiting: { tab: object; start: () => void }[] = [];
  private holder: object | undefined;

  for(tab: object): Exclusive {
    return (work) =>
      new Promise((resolve, reject) => {
        const start = () => {
          work()
            .then(resolve, reject)
            .finally(() => this.release(tab));
        };
        this.waiting.push({ tab, start });
        this.grant();
      });
  }

  /** The tab is gone. */
  release(tab: object, gone = false): void {
    if (gone) this.waiting.splice(0, Infinity, ...this.waiting.filter((one) => one.tab !== tab));
    if (this.holder === tab) this.holder = undefined;
    this.grant();
  }

  private grant(): void {
    if (this.holder) return;
    const first = this.waiting.shift();
    this.holder = first?.tab;
    first?.start();
  }
}

/** A place that tabs share, or that one tab has alone. */
export class Storage {
  readonly texts: Map<string, string>;
  /** While set, nothing more can be kept. */
  full = false;
  /** While set, nothing can be read. */
  unreadable = false;
  /** Whether a tab hears of its own changes too, as a part of an extension does. */
  tellsAll = false;
  /** While set, no tab hears of changes. */
  late = false;
  private readonly listeners = new Map<Tab, Set<(name: string) => void>>();
  private readonly unheard: (() => void)[] = [];

  constructor(texts: ReadonlyMap<string, string> = new Map()) {
    this.texts = new Map(texts);
  }

  /** The place as one tab sees it. */
  for(tab: Tab): Store {
    const alive = async () => {
      await null;
      if (tab.crashed) await never;
    };
    return {
      get: async (name) => {
        await alive();
        if (this.unreadable) throw new Error("cannot be read");
        return this.texts.get(name) ?? null;
      },
      set: async (name, value) => {
        await alive();
        if (this.full) throw new DOMException("full", "QuotaExceededError");
        this.texts.set(name, value);
        this.tell(tab, name);
      },
      delete: async (name) => {
        await alive();
        if (this.texts.delete(name)) this.tell(tab, name);
      },
      names: async (prefix) => {
        await alive();
        return [...this.texts.keys()].filter((name) => name.startsWith(prefix));
      },
      onChange: (changed) => {
        const all = this.listeners.get(tab) ?? new Set();
        this.listeners.set(tab, all.add(changed));
        return () => all.delete(changed);
      },
    };
  }

  /** Tells the tabs what they have not heard yet. */
  hear(): void {
    this.late = false;
    for (const tell of this.unheard.splice(0)) tell();
  }

  private tell(from: Tab, name: string): void {
    for (const [tab, all] of this.listeners) {
      if (tab === from && !this.tellsAll) continue;
      for (const changed of all) this.unheard.push(() => !tab.crashed && changed(name));
    }
    if (!this.late) this.hear();
  }
}

/** A browser in which one account is used. */
export class Browser {
  readonly gateway = new Gateway();
  readonly lock = new Lock();
  readonly online = signal(true);
  readonly disk = new Storage();
  time = 1000;

  /** One without a network. */
  static offline(): Browser {
    const browser = new Browser();
    browser.online.value = false;
    return browser;
  }

  /** Opens a tab. Its account is kept on disk, or where it says. */
  open(storage = this.disk): Tab {
    return new Tab(this, storage);
  }
}

/** A tab with the account's outbox. */
export class Tab {
  crashed = false;
  /** The keys of what was said to be sent. */
  readonly told: string[] = [];
  readonly outbox: Outbox;
  private readonly browser: Browser;

  constructor(browser: Browser, storage: Storage) {
    this.browser = browser;
    const { gateway, online } = browser;
    const whileAlive = async <T>(answer: Promise<T>): Promise<T> => {
      const outcome = await answer.then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error;
        },
      );
      return this.crashed ? never : outcome();
    };
    this.outbox = new Outbox({
      accountKey,
      store: storage.for(this),
      exclusive: browser.lock.for(this),
      online,
      send: (entry) => whileAlive(gateway.send(entry)),
      look: (entry) => whileAlive(gateway.look(entry)),
      problemOf: (error) => problemOf(error, { online: online.value, foreign: false }),
      onSent: ({ clientKey }) => {
        this.told.push(clientKey);
      },
      now: () => browser.time,
    });
  }

  /** Writes a message. */
  write(text = "hello", changes: Partial<NewText> = {}): string {
    const receiver = { userId: "2", superMsgFlag: 0 };
    return this.outbox.add({ conversationId: "s", receiver, text, after: "9", ...changes }).clientKey;
  }

  /** What is shown of a message: "gone" when nothing is. */
  state(clientKey: string): string {
    return this.entry(clientKey)?.state ?? "gone";
  }

  entry(clientKey: string): OutboxEntry | undefined {
    return this.outbox.entries.value.find((entry) => entry.clientKey === clientKey);
  }

  /** The texts that are shown, in order. */
  get texts(): string[] {
    return this.outbox.entries.value.map((entry) => entry.text);
  }

  /** Ends without a word. */
  crash(): void {
    this.crashed = true;
    this.outbox.close();
    this.browser.lock.release(this, true);
  }
}

/** A browser whose tab has sent a message, of which that became. */
export async function afterSending(outcome: Outcome): Promise<{ browser: Browser; tab: Tab; key: string }> {
  const browser = new Browser();
  const tab = browser.open();
  browser.gateway.next.push(outcome);
  const key = tab.write();
  await quiet();
  return { browser, tab, key };
}

/** A browser without a network, in whose tab a message was written: it waits. */
export async function afterWriting(): Promise<{ browser: Browser; tab: Tab; key: string }> {
  const browser = Browser.offline();
  const tab = browser.open();
  const key = tab.write();
  await quiet();
  return { browser, tab, key };
}

/** A browser whose tab is sending a message. The gateway answers when it is told to; then that becomes of it. */
export async function whileSending(outcome: Outcome = "arrives") {
  const browser = new Browser();
  const tab = browser.open();
  const answer = browser.gateway.holdBack();
  browser.gateway.next.push(outcome);
  const key = tab.write();
  await quiet();
  return { browser, tab, key, answer };
}

/** A message as it is kept. */
export function kept(clientKey: string, changes: Partial<KeptEntry> = {}): KeptEntry {
  return {
    clientKey,
    conversationId: "s",
    receiver: { userId: "2", superMsgFlag: 0 },
    kind: "text",
    text: clientKey,
    writtenAt: 1000,
    order: 1000,
    after: "9",
    state: "waiting",
    ...changes,
  };
}
