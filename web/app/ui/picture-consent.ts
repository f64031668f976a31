import { computed, signal } from "@preact/signals";
import { keep, kept, onKept } from "../../common/kept.ts";
import type { PictureQuestion } from "../model/pictures.ts";
import { pictures } from "./preferences.ts";

const key = "qqmusicpm.pictureHosts";

/** No host name is longer, and no list of them that somebody made by hand. */
const longest = 260;
const most = 200;

/** Where the hosts are kept that may always show their pictures. */
export interface ConsentStore {
  read(): string | null;
  write(value: string | null): void;
  /** Calls back when another tab changed it. */
  onChange(changed: () => void): void;
}

/** The hosts whose pictures and videos the user wants to see: until the page is left, or always. */
export class PictureConsent {
  /** Those that may always show them, in the order in which they were allowed. */
  readonly always = signal<readonly string[]>([]);
  private readonly now = signal<ReadonlySet<string>>(new Set());
  private readonly allowed = computed(() => new Set([...this.now.value, ...this.always.value]));
  private readonly store: ConsentStore;

  constructor(store: ConsentStore) {
    this.store = store;
    this.always.value = this.read();
    store.onChange(() => (this.always.value = this.read()));
  }

  /** Whether what a host has is shown without a question. */
  readonly isAllowed = (host: string): boolean => this.allowed.value.has(host);

  /** Shows what a host has until the page is left. */
  allow(host: string): void {
    this.now.value = new Set([...this.now.value, host]);
  }

  /** Shows what a host has from now on. */
  allowAlways(host: string): void {
    this.change((hosts) => [...hosts.filter((one) => one !== host), host].slice(-most));
  }

  /** Asks again before anything of a host is shown. */
  takeBack(host: string): void {
    this.now.value = new Set([...this.now.value].filter((one) => one !== host));
    this.change((hosts) => hosts.filter((one) => one !== host));
  }

  // Another tab may have changed them since.
  private change(to: (hosts: readonly string[]) => string[]): void {
    const next = to(this.read());
    this.always.value = next;
    this.store.write(next.length === 0 ? null : JSON.stringify(next));
  }

  private read(): string[] {
    try {
      const value: unknown = JSON.parse(this.store.read() ?? "[]");
      if (!Array.isArray(value)) return [];
      return value.filter((one) => typeof one === "string" && one.length <= longest).slice(0, most);
    } catch {
      return []; // whatever is there, nobody allowed anything with it
    }
  }
}

/** The hosts whose pictures the user of this browser wants to see. */
export const pictureConsent = new PictureConsent({
  read: () => kept(key),
  write: (value) => keep(key, value),
  onChange: (changed) => onKept(key, changed),
});

/** What decides over a picture, besides its address, for the user of this browser. */
export function pictureQuestion(stranger: boolean): PictureQuestion {
  return { stranger, setting: pictures.value, isAllowed: pictureConsent.isAllowed };
}
