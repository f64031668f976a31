// An inbox as the address of the page sees it.

import type { TestContext } from "node:test";
import { effect, signal, untracked } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import { begunConversation, isBegun } from "../model/begun.ts";
import { idle, type Loading } from "../model/loading.ts";
import type { Problem } from "../model/problem.ts";
import type { EntryState } from "../shell/browser-history.ts";
import { InboxAddress, type AddressedInbox } from "../shell/inbox-address.ts";
import type { Thread } from "../thread/thread.ts";
import { FakeHistory } from "./fake-history.ts";

const conversation = (id: string) => ({ sessionId: id, user: { uin: `7${id.charCodeAt(0)}` } }) as Session;

interface World {
  /** The ids of the conversations that are read, page by page; the first page is there already. */
  pages?: string[][];
  address?: string;
  state?: EntryState;
  /** Whether the list was not yet looked at. */
  loading?: boolean;
  problem?: Problem;
  /** Whether the page cannot be seen. */
  hidden?: boolean;
  /** A conversation that somebody else opens as soon as the list has it. */
  led?: string;
  /** The entries before the one in use. */
  before?: { state: EntryState; address: string }[];
}

/** An inbox whose address is followed, in a page with a history. */
export function world(t: TestContext, given: World = {}) {
  const { pages = [["a", "b", "c"]], address, state, loading = false, problem, before = [] } = given;
  const items = signal<readonly Session[]>([]);
  const left = [...pages];
  const read = () => (items.value = [...items.value, ...(left.shift() ?? []).map(conversation)]);
  const hasMore = signal(true);
  const more = signal<Loading>(idle);
  const looked = signal<Loading>(loading ? { state: "loading" } : idle);
  if (!loading) read();
  hasMore.value = left.length > 0;
  const open = signal<Thread | undefined>(undefined);
  const hidden = signal(given.hidden ?? false);
  const find = (id: string) =>
    items.value.find((one) => one.sessionId === id) ?? (isBegun(id) ? begunConversation(id) : undefined);
  const inbox: AddressedInbox = {
    account: { endpoint: "", musicid: "1" },
    page: { hidden },
    open,
    show: (id) => void (find(id) && (open.value = { id } as Thread)),
    leave: () => void (open.value = undefined),
    conversation: find,
    list: {
      items,
      hasMore,
      more,
      loading: looked,
      async refresh() {
        await Promise.resolve();
        if (problem) return problem;
        looked.value = idle;
        read();
        hasMore.value = left.length > 0;
        return undefined;
      },
      async loadMore() {
        await Promise.resolve();
        read();
        hasMore.value = left.length > 0;
      },
    },
  };
  const history = new FakeHistory(address, state);
  history.entries.unshift(...before);
  history.at = before.length;
  const leftFor: string[] = [];
  const { led } = given;
  if (led !== undefined) t.after(effect(() => void (items.value.length > 0 && untracked(() => inbox.show(led)))));
  const place = new InboxAddress(inbox, history, (id) => leftFor.push(id));
  t.after(place.start());
  return {
    inbox,
    history,
    hidden,
    place,
    /** The conversations that were left for the list. */
    leftFor,
    /** What is in view: a conversation, one that is looked for, or nothing. */
    get view() {
      const sought = place.sought.value;
      return open.value?.id ?? (sought ? `${sought.state} ${sought.id}` : "list");
    },
  };
}
