// The notifications of the system, as a browser has them that may refuse each call, or never answer it. The number on the button
// tells of the same messages: nothing waits for a notification, and none is tried twice.

import { withinTime } from "../../common/within-time.ts";

/** How long the browser may take for one call, in milliseconds. */
const patience = 3_000;

async function tried<Result>(call: () => PromiseLike<Result>, otherwise: Result): Promise<Result> {
  try {
    return await withinTime(patience, call());
  } catch {
    return otherwise;
  }
}

/** What a notification tells. There is nothing else in it. */
export interface Told {
  title: string;
  message: string;
}

/** Shows a notification, in the place of one with the same id, or does nothing where the browser refuses. */
export async function showNotification(id: string, { title, message }: Told): Promise<void> {
  const iconUrl = chrome.runtime.getURL("icons/128.png");
  await tried(() => chrome.notifications.create(id, { type: "basic", iconUrl, title, message }), id);
}

/** The ids of the notifications that are shown; none where the browser does not tell. */
export async function notificationsShown(): Promise<string[]> {
  return Object.keys(await tried(() => chrome.notifications.getAll(), {}));
}

/** Takes one back. */
export async function takeBackNotification(id: string): Promise<void> {
  await tried(() => chrome.notifications.clear(id), false);
}

/** Calls back with the id of a notification that the user chose. */
export function onNotification(chosen: (id: string) => void): void {
  chrome.notifications?.onClicked.addListener(chosen);
}
