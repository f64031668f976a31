import type { Accounts } from "../../app/account/accounts.ts";
import { isSameLogin, type Login } from "../../app/model/login.ts";
import { draftsName } from "../../app/compose/drafts.ts";
import { cookieAccount, keptAccounts } from "../account/kept-accounts.ts";
import { onDisk, untilClosed } from "../account/stores.ts";
import { giveCookiesBack, mayReadCookies, readBrowserLogin } from "../login/browser-cookies.ts";
import { follow, readFollowed, unfollow } from "../login/followed.ts";
import { afterFailure, mayAsk, type Trouble } from "../watch/back-off.ts";
import type { Ask } from "./ask-gateway.ts";

let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work);
  last = done.catch(() => {});
  return done;
}

/**
 * Brings the account that follows the cookies of y.qq.com up to date: renewed, another one, or none after a logout.
 * A login that no account has yet is taken when the gateway answers it. Says whether there is one that was not there
 * before.
 */
export const followLogin = (ask: Ask) => inTurn(() => followNow(ask));

/** Gives the cookies up when the user forgot the account that follows them. */
export const noticeForgotten = () => inTurn(noticeNow);

// Each step is written down before it is done: ended in between, the next time goes on with it. An account counts as
// the one that follows only while it is there, so that one that is gone then was forgotten by the user.
async function followNow(ask: Ask): Promise<boolean> {
  const followed = await readFollowed();
  if (!followed) return false;
  const allowed = await mayReadCookies();
  const login = allowed ? await readBrowserLogin() : undefined;
  let accounts = await keptAccounts();
  if (followed.former !== "") await forget(accounts, followed.former);
  if (followed.musicid !== "" && followed.musicid !== login?.musicid) {
    await follow({ former: followed.musicid });
    await forget(accounts, followed.musicid);
  }
  if (!login) {
    await (allowed ? follow() : unfollow());
    return false;
  }
  if (!accountOf(accounts, login)) {
    const trouble = await tried(login, followed.trouble, ask);
    if (trouble) {
      await follow({ trouble });
      return false;
    }
    accounts = await keptAccounts(); // a page may have signed in meanwhile
  }
  const found = await take(accounts, login);
  await follow({ musicid: login.musicid });
  return found;
}

/** Makes a call with a login, unless the gateway wants to be left alone; gives what went wrong. */
async function tried(login: Login, before: Trouble, ask: Ask): Promise<Trouble | undefined> {
  if (!mayAsk(before, login.musickey, Date.now())) return before;
  try {
    await ask(cookieAccount(login));
    return undefined;
  } catch (error) {
    return afterFailure(before, error, login.musickey, Date.now());
  }
}

const accountOf = (accounts: Accounts, { musicid }: Login) =>
  accounts.all.value.find((account) => account.login.musicid === musicid);

async function forget(accounts: Accounts, musicid: string): Promise<void> {
  await accounts.forget(musicid);
  for (const store of [untilClosed(), onDisk()]) await store.delete(draftsName(musicid));
}

/** Adds or renews the account of a login; one of another kind that is in use stays so. */
async function take(accounts: Accounts, login: Login): Promise<boolean> {
  const known = accountOf(accounts, login);
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
