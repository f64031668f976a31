import type { Accounts } from "../../app/account/accounts.ts";
import { isSameAccount } from "../../app/model/account-id.ts";
import { isSameLogin, type Login } from "../../app/model/login.ts";
import { cookieAccount, keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import { mayAskGateway } from "../gateway-access.ts";
import { giveCookiesBack, mayReadCookies, readBrowserLogin } from "../login/browser-cookies.ts";
import { follow, nobody, readFollowed, unfollow } from "../login/followed.ts";
import { afterFailure, mayAsk, noTrouble, type Trouble } from "../watch/back-off.ts";
import type { Ask } from "./ask-gateway.ts";
import { dialectFor } from "../account/dialect.ts";

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
// the one that follows only while it is there, so that one that is gone then was removed by the user.
async function followNow(ask: Ask): Promise<boolean> {
  const followed = await readFollowed();
  if (!followed) return false;
  const allowed = await mayReadCookies();
  // A browser that withholds all sites at once was told to wait for clicks, not that somebody is to be signed out.
  if (!allowed && !(await mayAskGateway())) return false;
  const login = allowed ? await readBrowserLogin() : undefined;
  const accounts = await keptAccounts();
  const { account, former } = followed;
  if (former) await accounts.remove(former);
  if (account && !(login && isSameAccount(account, siteAccount(login.musicid)))) {
    await follow({ account: null, former: account });
    await accounts.remove(account);
  }
  if (!login) {
    await (allowed ? follow(nobody) : unfollow());
    return false;
  }
  const id = siteAccount(login.musicid);
  const follows = account !== null && isSameAccount(account, id);
  if (!accounts.find(id)) {
    if (follows) return giveUp();
    const trouble = await tried(login, accounts, followed.trouble, ask);
    if (trouble) {
      await follow({ ...nobody, trouble });
      return false;
    }
  }
  const found = await take(login, follows);
  await follow({ account: id, former: null, trouble: noTrouble });
  return found;
}

/** Makes a call with a login, unless the gateway may not be asked, or wants to be left alone; gives what went wrong. */
async function tried(login: Login, accounts: Accounts, before: Trouble, ask: Ask): Promise<Trouble | undefined> {
  const account = cookieAccount(login, accounts);
  const asked = { musickey: login.musickey, dialect: await dialectFor(account) };
  if (!(await mayAskGateway()) || !mayAsk(before, asked, Date.now())) return before;
  try {
    await ask(account);
    return undefined;
  } catch (error) {
    return afterFailure(before, error, asked, Date.now());
  }
}

/** Adds or renews the account of a login, and uses it where none is in use. One that was removed is not added again. */
async function take(login: Login, follows: boolean): Promise<boolean> {
  const accounts = await keptAccounts(); // a page may have signed in meanwhile
  const id = siteAccount(login.musicid);
  const known = accounts.find(id);
  if (known && isSameLogin(known.login, login)) return false;
  if (known || follows) return accounts.renew(id, login);
  await accounts.add(cookieAccount(login, accounts));
  if (!accounts.current.value) await accounts.use(id);
  return true;
}

async function noticeNow(): Promise<void> {
  const followed = await readFollowed();
  if (followed?.account && !(await keptAccounts()).find(followed.account)) await giveUp();
}

async function giveUp(): Promise<false> {
  await giveCookiesBack();
  await unfollow();
  return false;
}
