import { SearchBlock } from "./search-blocks.ts";
import type { SearchExtent } from "./search-query.ts";
import type { SearchRecord } from "./search-record.ts";
import type { Listed } from "./search-talk.ts";

/** What is searched of a conversation. It never changes; a changed one is another. */
export interface SearchedConversation {
  readonly id: string;
  /** Oldest first. */
  readonly blocks: readonly SearchBlock[];
  /** Whether nothing is missing between its beginning and its last message. */
  readonly whole: boolean;
}

/** The texts of all messages of an account that are searched, by conversation. */
export class SearchIndex {
  private readonly blocks = new Map<string, Map<string, SearchBlock>>();
  private readonly found = new Map<string, SearchedConversation>();
  /** What {@link get} gave, until it changes: whether the newest message is there is looked up among all. */
  private readonly given = new Map<string, SearchedConversation | undefined>();
  private list: readonly Listed[] = [];
  /** The newest messages of conversations as the list has them. */
  private newest = new Map<string, SearchBlock>();

  /** Takes a block of a conversation. It is searched once it is put in its place. */
  take(conversation: string, key: string, records: readonly SearchRecord[]): void {
    const known = this.blocks.get(conversation) ?? new Map<string, SearchBlock>();
    this.blocks.set(conversation, known.set(key, new SearchBlock(records)));
  }

  /** Says of which blocks a conversation consists, oldest first. Others that were of it are forgotten. */
  put(conversation: string, keys: readonly string[], whole: boolean): void {
    this.given.delete(conversation);
    const known = this.blocks.get(conversation);
    const now = new Map<string, SearchBlock>();
    for (const key of keys) {
      const block = known?.get(key);
      if (block) now.set(key, block);
    }
    if (now.size === 0) {
      this.blocks.delete(conversation);
      this.found.delete(conversation);
      return;
    }
    this.blocks.set(conversation, now);
    this.found.set(conversation, {
      id: conversation,
      blocks: [...now.values()],
      whole: whole && now.size === keys.length,
    });
  }

  /** Takes the list of conversations, newest first. */
  setList(list: readonly Listed[]): void {
    this.given.clear();
    this.list = list;
    this.newest = new Map(list.flatMap(({ id, newest }) => (newest ? [[id, new SearchBlock([newest])]] : [])));
  }

  /** Forgets all messages; the list stays. */
  clear(): void {
    this.given.clear();
    this.blocks.clear();
    this.found.clear();
  }

  /** What is searched of one conversation, with its newest message where that is known by the list alone. */
  get(id: string): SearchedConversation | undefined {
    if (!this.given.has(id)) this.given.set(id, this.withNewest(id));
    return this.given.get(id);
  }

  private withNewest(id: string): SearchedConversation | undefined {
    const known = this.found.get(id);
    const newest = this.newest.get(id);
    if (!newest || (known && hasMessage(known, newest.ids[0]!))) return known;
    return { id, blocks: [...(known?.blocks ?? []), newest], whole: false };
  }

  /** All of them: those of the list in its order, then those that are not in it any more. */
  all(): SearchedConversation[] {
    const ids = new Set([...this.list.map(({ id }) => id), ...this.found.keys()]);
    return [...ids].flatMap((id) => this.get(id) ?? []);
  }

  /** What is searched, of one conversation or of all. */
  extent(only: string | undefined, loading: boolean): SearchExtent {
    const list = only === undefined ? this.list : this.list.filter(({ id }) => id === only);
    const one = only === undefined ? undefined : this.get(only);
    let messages = 0;
    let since = Infinity;
    for (const { blocks } of only === undefined ? this.all() : one ? [one] : []) {
      for (const { times, length } of blocks) {
        messages += length;
        // Within a block those without a time may stand anywhere.
        const first = times.find((time) => time > 0);
        if (first !== undefined && first < since) since = first;
      }
    }
    const complete = list.filter(({ id }) => this.isComplete(id)).length;
    return { conversations: list.length, complete, messages, since: since === Infinity ? undefined : since, loading };
  }

  // One that the list has no message of was emptied: where nothing is, nothing is missing.
  private isComplete(id: string): boolean {
    return this.get(id)?.whole ?? true;
  }
}

// The newest message is most often in the last block.
function hasMessage({ blocks }: SearchedConversation, id: string): boolean {
  return blocks.findLast(({ ids }) => ids.includes(id)) !== undefined;
}
