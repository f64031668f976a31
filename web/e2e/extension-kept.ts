// What the extension keeps and shows, asked for in one of its pages.

import assert from "node:assert/strict";

/** Whether a login is kept in memory. */
export const keepsAnAccount = async () =>
  Object.keys(await chrome.storage.session.get()).some((name) => name.startsWith("qqmusicpm.account."));

/** Whether none is. */
export const keepsNoAccount = async () =>
  !Object.keys(await chrome.storage.session.get()).some((name) => name.startsWith("qqmusicpm.account."));

/** Whether its button in the toolbar shows how much is unread. */
export const countsUnread = async () => /^\d+\+?$/.test(await chrome.action.getBadgeText({}));

/** Whether new messages are announced. */
export const isAnnounced = async () => Object.keys(await chrome.notifications.getAll()).length > 0;

/** All that is kept: in memory, on disk, and where pages keep things. */
export const allKept = async () => [
  JSON.stringify(await chrome.storage.session.get()),
  JSON.stringify(await chrome.storage.local.get()),
  JSON.stringify({ ...localStorage, ...sessionStorage }),
];

/** Fails when of all that is kept not the memory alone holds a text. */
export function assertInMemoryAlone([memory, disk, web]: readonly string[], text: string): void {
  assert.ok(memory?.includes(text));
  assert.ok(!disk?.includes(text));
  assert.ok(!web?.includes(text));
}
