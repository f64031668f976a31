import type { BrowserHistory, EntryState } from "../shell/browser-history.ts";

/** A history as a browser keeps it: a way back ends after the present work. */
export class FakeHistory implements BrowserHistory {
  entries: { state: EntryState; address: string }[];
  at = 0;
  private readonly listeners = new Set<() => void>();

  constructor(address = "", state: EntryState = {}) {
    this.entries = [{ state, address }];
  }

  get address() {
    return this.entries[this.at]!.address;
  }

  get state() {
    return this.entries[this.at]!.state;
  }

  push(state: EntryState, address: string) {
    this.entries = [...this.entries.slice(0, ++this.at), { state, address }];
  }

  replace(state: EntryState, address: string) {
    this.entries[this.at] = { state, address };
  }

  back(entries: number) {
    void Promise.resolve().then(() => this.go(-entries));
  }

  go(steps: number) {
    if (!this.entries[this.at + steps]) return;
    this.at += steps;
    for (const listener of this.listeners) listener();
  }

  onMove(moved: () => void) {
    this.listeners.add(moved);
    return () => this.listeners.delete(moved);
  }

  /** The addresses, with the one in use in brackets. */
  get way() {
    return this.entries.map(({ address }, i) => (i === this.at ? `[${address}]` : address)).join(" ");
  }
}
