// The number on the toolbar button.

import { oneAtATime } from "../../common/one-at-a-time.ts";
import { keptAccounts, watchedKey } from "./kept-accounts.ts";
import { accountIdOf } from "../../app/account/account.ts";
import { accountKey, type AccountId } from "../../app/model/account-id.ts";

const name = "badge";

/** What the button tells: how many messages are unread, or why nobody knows: the login or the permission to ask is missing. */
export type BadgeState = number | "expired" | "withheld";

/** The text on the button: there is room for four characters at most. */
export function badgeText(state: BadgeState): string {
  if (typeof state !== "number") return "!";
  if (state > 99) return "99+";
  return state > 0 ? String(state) : "";
}

/** Shows it for an account. The button tells of the account that is looked after, and of no other. */
export function showBadge(id: AccountId, state: BadgeState): Promise<void> {
  return oneAtATime(name, async () => {
    const key = accountKey(id);
    if ((await watchedKey()) !== key) return;
    await chrome.storage.session.set({ [name]: key });
    await show(state);
  });
}

/** Shows nothing when it tells of another account than the one that is looked after, or there is none. */
export function clearStaleBadge(): Promise<void> {
  return oneAtATime(name, async () => {
    const account = (await keptAccounts()).current.value;
    const shown: unknown = (await chrome.storage.session.get(name))[name];
    if (account && (shown === accountKey(accountIdOf(account)) || shown === undefined)) return;
    await show(0);
    await chrome.storage.session.remove(name);
  });
}

const titles: Partial<Record<BadgeState, string>> = { expired: "loginExpired", withheld: "accessWithheld" };

// A button without room for a number still has a title, and whatever is not there is nobody's reason to stop.
async function show(state: BadgeState): Promise<void> {
  const { action, i18n } = chrome;
  await Promise.allSettled([
    action.setBadgeBackgroundColor?.({ color: typeof state === "number" ? "#d3382f" : "#8a5300" }),
    action.setBadgeTextColor?.({ color: "#ffffff" }),
    action.setBadgeText?.({ text: badgeText(state) }),
    action.setTitle?.({ title: i18n.getMessage(titles[state] ?? "openInbox") }),
  ]);
}
