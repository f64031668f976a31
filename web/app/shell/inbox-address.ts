import { effect, signal, untracked } from "@preact/signals";
import { accountKey } from "../model/account-id.ts";
import { begunWith, conversationWith, isBegun } from "../model/begun.ts";
import type { Problem } from "../model/problem.ts";
import { addressOf, conversationIn, isOurs } from "./address.ts";
import type { BrowserHistory } from "./browser-history.ts";
import type { Inbox } from "./inbox.ts";

/** Pages of the list that are read at most to find the conversation of an address, before it is asked whether to go on. */
const pagesAtOnce = 10;

/** How long a way back may take, in milliseconds: a history that was cut off leads nowhere. */
const backWithin = 1000;

/** A conversation that an address leads to and that is not at hand. */
export interface Sought {
  id: string;
  /** It is looked for; it is not among those that were read, of which there may be more; the list could not be read. */
  state: "looking" | "missing" | "failed";
  problem?: Problem;
}

/** What it needs of an inbox. */
export type AddressedInbox = Pick<Inbox, "account" | "open" | "show" | "leave" | "conversation"> & {
  page: Pick<Inbox["page"], "hidden">;
  list: Pick<Inbox["list"], "items" | "loading" | "more" | "hasMore" | "refresh" | "loadMore">;
};

/**
 * Keeps the address of the page and the conversation in view together: whatever opens a conversation gives it its
 * address, and whoever goes through the history finds the conversations again. An address belongs to the account in use
 * when it was opened: with another account it leads to the list.
 */
export class InboxAddress {
  /** The conversation that is looked for, as the address says. */
  readonly sought = signal<Sought | undefined>(undefined);
  private readonly inbox: AddressedInbox;
  private readonly history: BrowserHistory;
  private readonly onLeft: (id: string) => void;
  private readonly account: string;
  /** Waits for the end of the way back to a list. */
  private returning: ReturnType<typeof setTimeout> | undefined;

  /** `onLeft` is told which conversation was left for the list. */
  constructor(inbox: AddressedInbox, history: BrowserHistory, onLeft: (id: string) => void = () => {}) {
    this.inbox = inbox;
    this.history = history;
    this.onLeft = onLeft;
    this.account = accountKey(inbox.account);
  }

  /** Goes where the address says, and follows from then on. Gives what ends that. */
  start(): () => void {
    if (!this.inbox.open.peek() && !this.goBehindOthers()) this.follow();
    let last = this.inbox.open.peek()?.id;
    const stops = [
      this.history.onMove(() => this.moved()),
      effect(() => {
        const id = this.inbox.open.value?.id;
        untracked(() => {
          this.arrange(id);
          if (last !== undefined && id === undefined && !this.sought.peek()) this.onLeft(last);
        });
        last = id;
      }),
      effect(() => {
        void this.inbox.list.items.value;
        void this.inbox.page.hidden.value;
        untracked(() => this.showSought());
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(this.returning);
      this.sought.value = undefined;
    };
  }

  /** Looks for the conversation of the address once more, further down the list than before. */
  async look(): Promise<void> {
    const before = this.sought.peek();
    if (!before) return;
    const { list } = this.inbox;
    const sought: Sought = { id: before.id, state: "looking" };
    this.sought.value = sought;
    const isOn = () => this.sought.peek() === sought && !this.showSought();
    const problem = list.loading.peek().state === "idle" ? undefined : await list.refresh();
    if (problem && isOn()) this.sought.value = { id: sought.id, state: "failed", problem };
    for (let pages = 0; isOn() && list.hasMore.peek() && pages < pagesAtOnce; pages++) {
      await list.loadMore();
      const more = list.more.peek();
      if (more.state === "failed" && isOn()) this.sought.value = { ...sought, state: "failed", problem: more.problem };
    }
    if (isOn()) this.sought.value = { id: sought.id, state: "missing" };
  }

  /** Gives the conversation up that the address leads to: the list is in view. */
  giveUp(): void {
    this.sought.value = undefined;
    this.arrange(this.inbox.open.peek()?.id);
  }

  private moved(): void {
    if (this.returning === undefined) return this.follow();
    // Meanwhile another conversation may have been opened.
    this.arrived();
  }

  private arrived(): void {
    clearTimeout(this.returning);
    this.returning = undefined;
    const { account } = this.history.state;
    if (account !== undefined && account !== this.account) this.putList();
    this.arrange(this.inbox.open.peek()?.id, false);
  }

  // The way of another account ends where it began: nobody goes back through lists where its conversations were.
  private goBehindOthers(): boolean {
    const { account, depth = 0 } = this.history.state;
    if (account === undefined || account === this.account || depth === 0) return false;
    this.goBack(depth);
    return true;
  }

  private goBack(entries: number): void {
    this.returning = setTimeout(() => this.arrived(), backWithin);
    this.history.back(entries);
  }

  // The user went somewhere: the inbox goes there too.
  private follow(): void {
    const { address, state } = this.history;
    if (!isOurs(address)) return;
    const id = conversationIn(address);
    const foreign = state.account !== undefined && state.account !== this.account;
    if (foreign || state.account === undefined) {
      if (foreign) this.putList();
      else this.history.replace({ ...state, account: this.account }, address);
    }
    if (id === undefined || foreign) {
      this.sought.value = undefined;
      this.inbox.leave();
    } else if (id !== this.inbox.open.peek()?.id) this.seek(id);
  }

  private seek(id: string): void {
    this.sought.value = { id, state: "looking" };
    if (this.showSought()) return;
    this.inbox.leave();
    void this.look();
  }

  // What is shown counts as read: a page that cannot be seen waits with it. What was opened meanwhile stays.
  private showSought(): boolean {
    const { inbox } = this;
    const sought = this.sought.peek();
    if (!sought || inbox.open.peek() || !inbox.conversation(sought.id)) return false;
    if (!inbox.page.hidden.peek()) inbox.show(sought.id);
    return true;
  }

  // The inbox went somewhere: the address goes there too.
  private arrange(id: string | undefined, mayGoBack = true): void {
    if (this.returning !== undefined) return;
    const { state } = this.history;
    const at = conversationIn(this.history.address);
    if (id !== undefined) {
      this.sought.value = undefined;
      if (id === at) return;
      if (at !== undefined && this.isSameBegun(at, id)) return this.history.replace(state, addressOf(id));
      const depth = (state.depth ?? 0) + 1;
      this.history.push({ account: this.account, fromList: at === undefined, depth }, addressOf(id));
    } else if (at !== undefined && !this.sought.peek()) {
      if (mayGoBack && state.fromList) this.goBack(1);
      else this.putList();
    }
  }

  // In place of the present entry.
  private putList(): void {
    const { depth } = this.history.state;
    this.history.replace({ account: this.account, ...(depth !== undefined && { depth }) }, "");
  }

  // A conversation that was begun here has another id once the gateway knows it.
  private isSameBegun(begun: string, id: string): boolean {
    const conversation = this.inbox.conversation(id);
    return isBegun(begun) && conversation !== undefined && !!conversationWith(begunWith(begun), [conversation]);
  }
}
