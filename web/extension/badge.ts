// The number on the toolbar button.

/** What the button tells: how many messages are unread, or that the login does not hold any more. */
export type BadgeState = number | "expired";

/** The text on the button: there is room for four characters at most. */
export function badgeText(state: BadgeState): string {
  if (state === "expired") return "!";
  if (state > 99) return "99+";
  return state > 0 ? String(state) : "";
}

/** Shows it. */
export async function showBadge(state: BadgeState): Promise<void> {
  await chrome.action.setBadgeBackgroundColor({ color: state === "expired" ? "#8a5300" : "#d3382f" });
  await chrome.action.setBadgeTextColor({ color: "#ffffff" });
  await chrome.action.setBadgeText({ text: badgeText(state) });
}
