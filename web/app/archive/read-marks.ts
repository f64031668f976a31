import { steadyNow } from "../../common/steady-clock.ts";
import type { Message, Session, SessionPage } from "../../sdk/src/index.ts";
import type { Store } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import { recordPrefix } from "../model/record-names.ts";
import { isAfter } from "./conversations.ts";
import { markOf, markRecord, readMarkRecord, withUnread, type ReadMark } from "./read-mark.ts";

/** So many conversations are remembered. */
const most = 500;

/**
 * Up to where each conversation of an account was read, kept where the account is: a record each, for those whose messages
 * the gateway counted as unread when they were read. What another tab reads is heard of.
 */
export class ReadMarks {
  private readonly marks = new Map<string, ReadMark>();
  private readonly prefix: string;
  private store: Store | undefined;
  private last: Promise<unknown> = Promise.resolve();
  /** How many writes are on their way, by the names of the records. */
  private readonly writing = new Map<string, number>();
  private unfollow: () => void = () => {};

  private readonly clock: () => number;

  /** Without a store nothing is kept. The clock is one that is never set back, in Unix milliseconds. */
  constructor(id?: AccountId, store?: Store, clock = steadyNow) {
    this.prefix = id ? recordPrefix("read", id) : "";
    this.store = store;
    this.clock = clock;
  }

  /** Finds what was kept, and follows what other tabs do with it. */
  async restore(): Promise<void> {
    const { store, prefix } = this;
    if (!store) return;
    this.unfollow();
    this.unfollow = store.onChange((name) => {
      if (name.startsWith(prefix)) void this.look(store, name);
    });
    const names = await store.names(prefix).catch(() => []);
    await Promise.all(names.map((name) => this.look(store, name)));
    this.forgetOldest();
  }

  /** The mark of a conversation; undefined when nobody read it here. */
  get(id: string): ReadMark | undefined {
    return this.marks.get(id);
  }

  /**
   * A conversation was read up to a message, at a time in Unix milliseconds; the gateway had counted so many unread, or
   * nobody here knows how many.
   */
  read(id: string, upTo: Message, count: number | undefined, at: number): void {
    if (count === undefined) {
      // A tab that knows has kept it, or the gateway says it with its next answer.
      if (at > (this.get(id)?.at ?? -Infinity)) this.marks.set(id, markOf(upTo, { count: 0, at, stays: false }));
      return this.forgetOldest();
    }
    const stays = count > 0 && [...this.marks.values()].some((mark) => mark.stays);
    this.put(id, markOf(upTo, { count, at, stays }));
  }

  /** Learns from conversations that were asked for at a time whether the gateway counts what was read. */
  see(sessions: readonly Session[], askedAt: number): void {
    for (const { sessionId: id, newMsg, newMsgCnt } of sessions) {
      const mark = this.marks.get(id);
      const count = Number(newMsgCnt);
      if (!mark || mark.at >= askedAt) continue;
      if (count === 0) this.put(id, { ...mark, count, stays: false });
      else if (!isAfter(newMsg, mark)) this.put(id, { ...mark, count, stays: true });
    }
  }

  /** How many messages the gateway counts although they were read, of conversations that are not among these. */
  countedBeside(ids: { has(id: string): boolean }): number {
    let sum = 0;
    for (const [id, { count, stays }] of this.marks) if (stays && !ids.has(id)) sum += count;
    return sum;
  }

  /** A page of the list with the messages as unread that are so, and with how many those are in all. */
  countPage(page: SessionPage, isMine: (session: Session) => boolean): SessionPage {
    const sessions = page.sessions.map((one) => withUnread(one, this.get(one.sessionId), isMine));
    const ids = new Set(sessions.map(({ sessionId }) => sessionId));
    const read = sessions.reduce((sum, one, i) => sum + Number(page.sessions[i]!.newMsgCnt) - Number(one.newMsgCnt), 0);
    return { ...page, sessions, newMsgCnt: Math.max(0, Number(page.newMsgCnt) - read - this.countedBeside(ids)) };
  }

  /** Forgets conversations: they are gone, or nothing of them is counted any more. */
  drop(ids: Iterable<string> = [...this.marks.keys()]): void {
    for (const id of ids) {
      const mark = this.marks.get(id);
      if (mark && this.marks.delete(id) && mark.count > 0) this.write(id, undefined);
    }
  }

  /** Goes on in another store, where the account is kept with all that belongs to it. */
  async move(store: Store): Promise<void> {
    this.store = store;
    await this.restore();
  }

  /** Follows others no more, and writes nothing more. */
  close(): void {
    this.unfollow();
    this.store = undefined;
  }

  private put(id: string, mark: ReadMark): void {
    const before = this.marks.get(id);
    if (before && markRecord(before) === markRecord(mark)) return;
    this.marks.delete(id);
    this.marks.set(id, mark);
    if (mark.count > 0) this.write(id, mark);
    else if (before && before.count > 0) this.write(id, undefined);
    this.forgetOldest();
  }

  private forgetOldest(): void {
    if (this.marks.size <= most) return;
    const oldest = [...this.marks].sort(([, one], [, other]) => one.at - other.at).slice(0, this.marks.size - most);
    this.drop(oldest.map(([id]) => id));
  }

  // What is not kept is forgotten with the page.
  private write(id: string, mark: ReadMark | undefined): void {
    const name = this.prefix + id;
    const write = async () => {
      const { store } = this;
      await (mark ? store?.set(name, markRecord(mark)) : store?.delete(name));
    };
    this.count(name, 1);
    this.last = this.last
      .then(write)
      .catch(() => {})
      .finally(() => this.count(name, -1));
  }

  private count(name: string, more: number): void {
    const now = (this.writing.get(name) ?? 0) + more;
    if (now > 0) this.writing.set(name, now);
    else this.writing.delete(name);
  }

  // What is kept was written before now, whatever the clock said then: nothing that is asked for from now on came before it.
  private past(mark: ReadMark | undefined): ReadMark | undefined {
    return mark && { ...mark, at: Math.min(mark.at, this.clock()) };
  }

  private async look(store: Store, name: string): Promise<void> {
    const text = await store.get(name).catch(() => null);
    if (store !== this.store || this.writing.has(name)) return; // what is written here is newer
    const id = name.slice(this.prefix.length);
    const there = this.past(readMarkRecord(text));
    const here = this.marks.get(id);
    if (!there) {
      if (here && here.count > 0) this.marks.delete(id);
    } else if (!here || there.at > here.at || (there.at === here.at && there.count >= here.count)) {
      this.marks.set(id, there);
    }
  }
}
