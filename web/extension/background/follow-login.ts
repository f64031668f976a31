import type { Accounts } from "../../app/account/accounts.ts";
import type { Login } from "../../app/account/credential.ts";
import { draftsName } from "../../app/compose/drafts.ts";
import { cookieAccount, keptAccounts } from "../account/kept-accounts.ts";
import { onDisk, untilClosed } from "../account/stores.ts";
import { giveCookiesBack, mayReadCookies, readBrowserLogin } from "../login/browser-cookies.ts";
import { isSameLogin } from "../login/cookie-login.ts";
import { follow, readFollowed, unfollow } from "../login/followed.ts";

let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}

/**
 * Brings the account that follows the cookies of y.qq.com up to date: renewed, another one, or none after a logout.
 * Says whether there is a login that was not there before.
 */
export const followLogin = () => inTurn(followNow);

/** Gives the cookies up when the user forgot the account that follows them. */
export const noticeForgotten = () => inTurn(noticeNow);

// Each step is written down before it is done: ended in between, the next time goes on with it. An account counts as
// the one that follows only while it is there, so that one that is gone then was forgotten by the user.
async function followNow(): Promise<boolean> {
  const followed = await readFollowed();
  if (!followed) return false;
  const allowed = await mayReadCookies();
  const login = allowed ? await readBrowserLogin() : undefined;
  const accounts = await keptAccounts();
  if (followed.former !== "") await forget(accounts, followed.former);
  if (followed.musicid !== "" && followed.musicid !== login?.musicid) {
    await follow("", followed.musicid);
    await forget(accounts, followed.musicid);
  }
  if (!login) {
    await (allowed ? follow("") : unfollow());
    return false;
  }
  const found = await take(accounts, login);
  await follow(login.musicid);
  return found;
}

async function forget(accounts: Accounts, musicid: string): Promise<void> {
  await accounts.forget(musicid);
  for (const store of [untilClosed(), onDisk()]) await store.delete(draftsName(musicid));
}

/** Adds or renews the account of a login; one of another kind that is in use stays so. */
async function take(accounts: Accounts, login: Login): Promise<boolean> {
  const known = accounts.all.value.find((account) => account.login.musicid === login.musicid);
  if (known && isSameLogin(known.login, login)) return false;
  const inUse = accounts.currentId.value;
  await accounts.use({ ...(known ?? cookieAccount(login)), login });
  if (inUse !== "" && inUse !== login.musicid) await accounts.switchTo(inUse);
  return true;
}

async function noticeNow(): Promise<void> {
  const followed = await readFollowed();
  if (!followed || followed.musicid === "") return;
  const accounts = await keptAccounts();
  if (accounts.all.value.some((account) => account.login.musicid === followed.musicid)) return;
  await giveCookiesBack();
  await unfollow();
}
