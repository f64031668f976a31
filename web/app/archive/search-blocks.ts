// The folded texts of messages, in blocks as they are kept: what came once stays as it is.

import { fold } from "../model/fold.ts";
import type { Side } from "../model/sides.ts";
import { searchedContents, type SearchedContent } from "./search-query.ts";
import type { SearchRecord } from "./search-record.ts";

const sides: readonly Side[] = ["me", "them", "nobody", "unknown"];

/** Some messages in a row, oldest first. Lists of one kind each take up far less than an object for each message. */
export class SearchBlock {
  readonly ids: readonly string[];
  /** The texts as they are compared. */
  readonly folded: readonly string[];
  readonly times: Float64Array;
  private readonly texts: readonly string[];
  private readonly sides: Uint8Array;
  private readonly contents: Uint8Array;

  constructor(records: readonly SearchRecord[]) {
    this.ids = records.map(({ id }) => id);
    this.texts = records.map(({ text }) => text);
    // Most texts are folded already: then one string is enough for both.
    this.folded = this.texts.map((text) => sameIfEqual(text, fold(text)));
    this.times = Float64Array.from(records, ({ time }) => time);
    this.sides = Uint8Array.from(records, ({ side }) => sides.indexOf(side));
    this.contents = Uint8Array.from(records, ({ contents }) => bitsOf(contents));
  }

  /** How many messages it has. */
  get length(): number {
    return this.ids.length;
  }

  /** The text of a message as it was written; "" when there is none. */
  text(i: number): string {
    return this.texts[i]!;
  }

  /** Who wrote it. */
  side(i: number): Side {
    return sides[this.sides[i]!]!;
  }

  /** Whether it has any of these contents. */
  hasAny(i: number, contents: number): boolean {
    return (this.contents[i]! & contents) !== 0;
  }
}

/** Contents as {@link SearchBlock.hasAny} takes them. */
export function bitsOf(contents: readonly SearchedContent[]): number {
  return contents.reduce((bits, one) => bits | (1 << searchedContents.indexOf(one)), 0);
}

function sameIfEqual(text: string, folded: string): string {
  return text === folded ? text : folded;
}
