import type { Store } from "../host.ts";

/** Something that keeps what a person wrote or chose. */
export interface Keeper {
  /** Keeps what its store did not take, once there may be room again; with `all`, everything that is there no more. */
  keepAgain(options?: { all?: boolean }): void;
}

/**
 * What a person wrote and chose, wherever it is: what a full store did not take is kept when there is room again, and so
 * is everything after the browser has emptied the store under the page.
 */
export class WhatWasWritten {
  private readonly keepers: readonly Keeper[];
  private readonly onEmptied: () => void;
  private stop: () => void = () => {};

  /** `onEmptied` is told that the store was emptied, and that all that is here is kept once more. */
  constructor(keepers: readonly Keeper[], onEmptied: () => void) {
    this.keepers = keepers;
    this.onEmptied = onEmptied;
  }

  /** Follows what becomes of a store, and of no other any more. */
  follow(store: Store): void {
    this.stop();
    const emptied = () => {
      this.keepAgain({ all: true });
      this.onEmptied();
    };
    this.stop = store.onEmptied?.(emptied) ?? (() => {});
  }

  /** Tries once more to keep what could not be kept. */
  keepAgain(options: { all?: boolean } = {}): void {
    for (const keeper of this.keepers) keeper.keepAgain(options);
  }

  /** Follows nothing more. */
  close(): void {
    this.stop();
  }
}
