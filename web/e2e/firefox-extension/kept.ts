// What the extension keeps and shows, asked for in one of its pages.

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
