import type { Session } from "../../sdk/src/index.ts";
import type { History } from "./history.ts";

/** The list of conversations as it is kept. */
export interface KeptList {
  /** Newest first. A conversation that did not change is the same object. */
  readonly conversations: readonly Session[];
  /** Whether there are more behind them at the gateway. */
  readonly hasMore: boolean;
  /** Unread messages of all conversations, those that are not here too. */
  readonly unread: number;
}

/** How much is kept. */
export interface KeptSize {
  conversations: number;
  messages: number;
  /**
   * How many bytes all that the browser keeps for the inbox takes up on disk, other accounts with it: it tells no more.
   * What was forgotten counts until the browser has tidied up. Undefined in memory, and where it tells nothing.
   */
  bytes: number | undefined;
}

/** Where the archive of one account is kept. */
export interface ArchiveStore {
  /** Whether it outlives the page, and other tabs see it too. */
  readonly place: "memory" | "disk";
  /** The list; undefined when none was kept. */
  readList(): Promise<KeptList | undefined>;
  /** Changes the list; no other change comes between. Gives what is kept then. */
  updateList(change: (before: KeptList | undefined) => KeptList): Promise<KeptList>;
  /** What is kept of a conversation now, whoever changed it last. */
  readHistory(conversationId: string): Promise<History>;
  /**
   * At least so many of the newest messages of a conversation, where they are not at hand; undefined where none are kept.
   * What is before them counts as missing, unless all were read.
   */
  readEnd?(conversationId: string, least: number): Promise<History | undefined>;
  /** Changes what is kept of a conversation; no other change comes between. Gives what is kept then. */
  updateHistory(conversationId: string, change: (before: History) => History): Promise<History>;
  /** The conversations of which messages are kept. */
  histories(): Promise<string[]>;
  /** Forgets the messages of a conversation. */
  removeHistory(conversationId: string): Promise<void>;
  /** A note of a job: what structured cloning can copy. */
  readNote<Note>(name: string): Promise<Note | undefined>;
  /** Keeps a note; undefined forgets it. */
  writeNote(name: string, note: unknown): Promise<void>;
  size(): Promise<KeptSize>;
  /** Forgets everything of the account. */
  clear(): Promise<void>;
  close(): void;
}

/** The browser does not keep it: the storage is full or forbidden, or the database cannot be opened. */
export class KeepingError extends Error {
  override name = "KeepingError";
  /** Whether the storage is full. */
  readonly full: boolean;

  constructor(message: string, options: { full: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.full = options.full;
  }
}
