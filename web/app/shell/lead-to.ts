import { effect, untracked, type ReadonlySignal } from "@preact/signals";
import { accountIdOf } from "../account/account.ts";
import type { Accounts } from "../account/accounts.ts";
import { accountKey, type AccountId } from "../model/account-id.ts";
import type { Inbox } from "./inbox.ts";

/** What leading needs of the page. */
export interface LeadApp {
  readonly inbox: ReadonlySignal<Inbox | undefined>;
  /** Whether it is known which accounts there are. */
  readonly started: ReadonlySignal<boolean>;
  readonly accounts: Pick<Accounts, "all">;
  switchTo(id: AccountId): Promise<void>;
}

let stopBefore = () => {};

/**
 * Goes to the account with a key, and opens a conversation of it as soon as the list has it; with "" the account alone. It
 * ends when the user opens another one meanwhile, and when the account is not there. `addressed` is the conversation that the
 * address of a page leads to which is still starting: nobody opens that.
 */
export function leadTo(
  app: LeadApp,
  key: string,
  conversationId: string,
  open: (inbox: Inbox, id: string) => void,
  addressed?: string,
): void {
  stopBefore();
  let switched = false;
  let openAtFirst: string | undefined;
  let reached: Inbox | undefined;
  let done = false;
  const follow = () => {
    if (done || !app.started.value) return;
    const inbox = app.inbox.value;
    if (!inbox || accountKey(inbox.account) !== key) {
      done = switched && inbox !== undefined;
      const account = app.accounts.all.peek().find((one) => accountKey(accountIdOf(one)) === key);
      if (!account) done = true;
      else if (!switched) untracked(() => void app.switchTo(accountIdOf(account)));
      switched = true;
      return;
    }
    const now = inbox.open.value?.id;
    if (reached !== inbox) openAtFirst = now;
    reached = inbox;
    const isElsewhere = now !== openAtFirst && (now === undefined || now !== addressed);
    if (isElsewhere || conversationId === "") done = true;
    else if (inbox.list.items.value.some((one) => one.sessionId === conversationId)) {
      done = true;
      untracked(() => open(inbox, conversationId));
    }
  };
  stopBefore = effect(follow);
}
