import type { Message } from "../../sdk/src/index.ts";
import type { ArchiveStore } from "./archive-store.ts";
import type { Self } from "../model/sides.ts";
import type { Change } from "./change.ts";
import type { ReadMarks } from "./read-marks.ts";

/** Tells the other tabs of the same account what happened, and hears it from them. */
export interface Channel {
  tell(change: Change): void;
  onTold(listener: (change: Change) => void): () => void;
  /** Ends it. */
  close?(): void;
}

/** What an archive is made of. */
export interface ArchiveOptions {
  store: ArchiveStore;
  channel: Channel;
  /** Whether messages that were deleted elsewhere stay, marked as such. */
  keepsGone: () => boolean;
  /** Up to where conversations were read. By default that is forgotten with the archive. */
  marks?: ReadMarks;
  /** What is known of the account. */
  self?: () => Self;
  /** A clock in Unix milliseconds that is never set back. Default `steadyNow`. */
  now?: () => number;
  /** Called with messages that came, from whomever. */
  onMessages?: (id: string, messages: readonly Message[]) => void;
  /** Called when the store failed: from now on nothing is kept. */
  onFailure: (error: unknown) => void;
}
