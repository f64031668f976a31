// Which of the browser's stores of cookies a window has: a container of Firefox has one of its own, and so have the private
// windows.

import { withinTime } from "../../common/within-time.ts";
import { siteAddress } from "../places.ts";

/** How long the browser may take to say something of its cookies, in milliseconds. */
export const patience = 5_000;

/**
 * The store of the tab that shows this page; where none does, as beside a page, that of the tab in view in its window. "" when the
 * browser does not say it: then its own choice counts. Never rejects. Needs the leave to read cookies.
 */
export async function storeHere(): Promise<string> {
  try {
    return await withinTime(patience, findStore());
  } catch {
    return "";
  }
}

async function findStore(): Promise<string> {
  const tab = (await chrome.tabs.getCurrent()) ?? (await chrome.tabs.query({ active: true, currentWindow: true }))[0];
  const stores = await chrome.cookies.getAllCookieStores();
  return stores.find(({ tabIds }) => tab?.id !== undefined && tabIds.includes(tab.id))?.id ?? "";
}

const isContainer = (store: string) => store.startsWith("firefox-container-");

/**
 * Opens y.qq.com where a login lands in a store of cookies. Says whether it did: where a link opens is the right place already
 * unless the store is a container's.
 */
export function openSiteIn(store: string): boolean {
  if (!isContainer(store)) return false;
  // Only Firefox has containers, and only Firefox knows what this is.
  const properties = { url: siteAddress, cookieStoreId: store } as chrome.tabs.CreateProperties;
  void chrome.tabs.create(properties).catch(() => {});
  return true;
}
