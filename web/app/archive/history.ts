import type { Message } from "../../sdk/src/index.ts";
import type { Lost } from "../model/kinds.ts";

/** A message as the archive has it. */
export interface ArchivedMessage extends Message {
  /** When it was found to be gone, in Unix milliseconds; only of messages that are kept although they were deleted. */
  goneAt?: number;
  /** Why it has no content, where that is known. */
  lost?: Lost;
}

/** Some messages in a row, oldest first: what a store keeps as one record. It never changes; a changed one is another. */
export interface Run {
  readonly messages: readonly ArchivedMessage[];
}

/** A run in its place. */
export interface Piece {
  readonly run: Run;
  /** Whether nothing is missing between it and the piece before; of the first: whether the conversation begins with it. */
  readonly joined: boolean;
}

/**
 * What is known of a conversation, oldest first. Pieces that are joined make a span: between its two ends there is nothing
 * that is not here. Between two spans is a gap.
 */
export interface History {
  readonly pieces: readonly Piece[];
  /** A page said that much of this is gone. It goes when a later one says so again. */
  readonly doubted: boolean;
}

/** A conversation of which nothing is known. */
export const nothingKnown: History = { pieces: [], doubted: false };

/** The most messages of a run. */
export const runLength = 500;
