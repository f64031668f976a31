// Looks through the messages of an index for a query.

import { pieceAround, wordsOf } from "../model/fold.ts";
import { bitsOf, type SearchBlock } from "./search-blocks.ts";
import type { SearchedConversation, SearchIndex } from "./search-index.ts";
import {
  asksForAnything,
  type Found,
  type FoundIn,
  type Hit,
  type HitPlace,
  type SearchLimit,
  type SearchQuery,
} from "./search-query.ts";

/** So many messages are looked at between two looks at the clock. */
const stride = 2000;

/** What was found in a conversation: the places of the messages, newest first. */
interface Matches {
  conversation: SearchedConversation;
  places: Place[];
}

type Place = readonly [block: SearchBlock, i: number];

/** A search for one query. It goes through the messages in steps, so that it can be given up for a later one. */
export class SearchScan {
  readonly query: SearchQuery;
  private readonly words: readonly string[];
  private readonly matches = new Map<string, Matches>();
  private readonly steps: Generator<void, void>;
  private done = false;

  constructor(index: SearchIndex, query: SearchQuery) {
    this.query = query;
    this.words = wordsOf(query.text);
    const { conversation } = query;
    const only = conversation === undefined ? undefined : index.get(conversation);
    const searched = conversation === undefined ? index.all() : only ? [only] : [];
    this.steps = this.look(asksForAnything(query) ? searched : []);
  }

  /** Whether all was looked through. */
  get ended(): boolean {
    return this.done;
  }

  /** How many messages were found by now. */
  get count(): number {
    let count = 0;
    for (const { places } of this.matches.values()) count += places.length;
    return count;
  }

  /** Looks on until a moment of a clock, or to the end. */
  goOn(until: number, clock: () => number): void {
    do this.done = this.steps.next().done === true;
    while (!this.done && clock() < until);
  }

  /** What was found by now. */
  found({ conversations, each }: SearchLimit): Found {
    const all = [...this.matches.values()];
    // What has no time stands where the list has it: behind those that have one.
    all.sort((one, other) => newestTime(other) - newestTime(one));
    const groups = all.slice(0, conversations).map(({ conversation, places }): FoundIn => {
      const hits = places.slice(0, each).map((place) => this.hit(conversation.id, place));
      return { conversation: conversation.id, count: places.length, hits };
    });
    return { groups, conversations: all.length, count: this.count, ended: this.done };
  }

  /**
   * A message among those that were found in its conversation, so many steps further: 1 is the next older one. Where it
   * is not among them any more, the one that has its place now stands for it. Undefined when there is none.
   */
  hitNear(conversation: string, id: string, place: number, step: number): HitPlace | undefined {
    const places = this.matches.get(conversation)?.places ?? [];
    const now = places.findIndex(([block, i]) => block.ids[i] === id);
    const wanted = (now < 0 ? Math.min(place, places.length - 1) : now) + step;
    const there = places[wanted];
    return there && { hit: this.hit(conversation, there), place: wanted, count: places.length };
  }

  private hit(conversation: string, [block, i]: Place): Hit {
    const time = block.times[i]!;
    return {
      conversation,
      id: block.ids[i]!,
      time: time > 0 ? time : undefined,
      side: block.side(i),
      piece: pieceAround(block.text(i), this.words),
    };
  }

  private *look(conversations: readonly SearchedConversation[]): Generator<void, void> {
    const matchesIn = this.matcher();
    let looked = 0;
    for (const conversation of conversations) {
      const { blocks } = conversation;
      const places: Place[] = [];
      for (let b = blocks.length - 1; b >= 0; b--) {
        const block = blocks[b]!;
        for (const i of matchesIn(block)) places.push([block, i]);
        if (places.length > 0) this.matches.set(conversation.id, { conversation, places });
        looked += block.length;
        if (looked < stride) continue;
        looked = 0;
        yield;
      }
    }
  }

  /** What gives the messages of a block that are wanted, the last one first. */
  private matcher(): (block: SearchBlock) => number[] {
    const { side, contents, from, to } = this.query;
    // The longest is the rarest.
    const [rarest = "", ...words] = [...this.words].sort((one, other) => other.length - one.length);
    const bits = bitsOf(contents);
    const filters: ((block: SearchBlock, i: number) => boolean)[] = [];
    for (const word of words) filters.push((block, i) => block.folded[i]!.includes(word));
    if (rarest === "") filters.push((block, i) => block.folded[i] !== "");
    if (side) filters.push((block, i) => block.side(i) === side);
    if (bits !== 0) filters.push((block, i) => block.hasAny(i, bits));
    if (from !== undefined) filters.push((block, i) => block.times[i]! >= from);
    if (to !== undefined) filters.push((block, i) => block.times[i]! > 0 && block.times[i]! < to);
    return (block) => {
      const found = placesOf(rarest, block.folded);
      return filters.reduce((left, filter) => left.filter((i) => filter(block, i)), found);
    };
  }
}

// Nearly all of a search is this loop.
function placesOf(word: string, texts: readonly string[]): number[] {
  const places: number[] = [];
  for (let i = texts.length - 1; i >= 0; i--) if (texts[i]!.includes(word)) places.push(i);
  return places;
}

function newestTime({ places: [first] }: Matches): number {
  return first ? first[0].times[first[1]]! : 0;
}
