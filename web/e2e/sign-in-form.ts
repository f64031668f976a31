// The form of a sign-in with fields.

import type { InboxPage } from "./inbox-page.js";

/** Writes a login into it. */
export async function fillIn(inbox: InboxPage, musicid: string, musickey: string) {
  await inbox.page.getByLabel("musicid").fill(musicid);
  await inbox.page.getByLabel("musickey", { exact: true }).fill(musickey);
}

/** Signs in. */
export const submit = (inbox: InboxPage) => inbox.page.locator("form.typed-login button[type=submit]").click();
