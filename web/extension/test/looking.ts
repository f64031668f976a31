// A background that looks for news, and what it may find.

import assert from "node:assert/strict";
import { siteAccount } from "../account/kept-accounts.ts";
import { accountKey } from "../../app/model/account-id.ts";
import type { Ask } from "../background/ask-gateway.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

let lives = 0;

/** What a background looks with that was just started: nothing is in its memory. */
export async function freshLook(): Promise<(ask: Ask) => Promise<void>> {
  const fresh = (await import(`../background/look.js?life=${++lives}`)) as typeof import("../background/look.ts");
  return fresh.look;
}

/** Looks as such a background does. */
export async function look(ask: Ask): Promise<void> {
  await (
    await freshLook()
  )(ask);
}

/** A browser whose extension has an account. */
export async function signedIn(login = { musicid: "123456", musickey: "Q_H_L_a" }): Promise<FakeChrome> {
  const chrome = new FakeChrome();
  await signIn(login);
  return chrome;
}

/** The account. */
export const id = siteAccount("123456");
export const key = accountKey(id);
/** The list before and after a message that came. */
export const earlier = page(session("a", message("1", 100)), session("b", message("2", 90), 0));
export const later = page(session("b", message("3", 110, "在吗"), 2), session("a", message("1", 100)));
/** For a look that must ask nothing. */
export const asksNothing: Ask = () => assert.fail("the gateway was asked");
