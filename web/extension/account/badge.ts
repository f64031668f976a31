// The number on the toolbar button.

import { oneAtATime } from "../../common/one-at-a-time.ts";
import { keptAccounts, watchedKey } from "./kept-accounts.ts";
import { idOf } from "../../app/account/account.ts";
import { accountKey, type AccountId } from "../../app/model/account-id.ts";

const name = "badge";

/** What the button tells: how many messages are unread, or that the login does not hold any more. */
export type BadgeState = number | "expired";

/** The text on the button: there is room for four characters at most. */
export function badgeText(state: BadgeState): string {
  if (state === "expired") return "!";
  if (state > 99) return "99+";
  return state > 0 ? String(state) : "";
}

/** Shows it for an account. The button tells of the account that is looked after, and of no other. */
export function showBadge(id: AccountId, state: BadgeState): Promise<void> {
  return oneAtATime(name, async () => {
    const key = accountKey(id);
    if ((await watchedKey()) !== key) return;
    await chrome.storage.session.set({ [name]: key });
    await chrome.action.setBadgeBackgroundColor({ color: state === "expired" ? "#8a5300" : "#d3382f" });
    await chrome.action.setBadgeTextColor({ color: "#ffffff" });
    await chrome.action.setBadgeText({ text: badgeText(state) });
  });
}

/** Shows nothing when it tells of another account than the one that is looked after, or there is none. */
export function clearStaleBadge(): Promise<void> {
  return oneAtATime(name, async () => {
    const account = (await keptAccounts()).current.value;
    const shown: unknown = (await chrome.storage.session.get(name))[name];
    if (account && (shown === accountKey(idOf(account)) || shown === undefined)) return;
    await chrome.action.setBadgeText({ text: "" });
    await chrome.storage.session.remove(name);
  });
}
