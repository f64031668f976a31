import type { Account, Accounts } from "../../app/account/accounts.ts";
import { isSameAccount } from "../../app/model/account-id.ts";
import { isSameLogin, type Login } from "../../app/model/login.ts";
import { cookieAccount, keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import { mayAskGateway } from "../gateway-access.ts";
import { giveCookiesBack, mayReadCookies, readBrowserLogins } from "../login/browser-cookies.ts";
import { follow, nobody, readFollowed, unfollow, type Followed } from "../login/followed.ts";
import { isRefused, loginInForce, noteRefused } from "../login/other-keys.ts";
import { gatewayOrigin } from "../places.ts";
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
  const read = await readNow(followed.store);
  if (!read) return false;
  const { logins, mayBeRead } = read;
  const accounts = await keptAccounts();
  const { account, former } = followed;
  if (former) await accounts.remove(former);
  const dialect = await dialectFor({ endpoint: gatewayOrigin });
  const login = loginInForce(logins, followed, dialect);
  if (login && account && isKeyOfAnother(login, accounts.find(account))) return false;
  if (account && !(login && isSameAccount(account, siteAccount(login.musicid)))) {
    await follow({ account: null, former: account });
    await accounts.remove(account);
  }
  if (!login) {
    await (mayBeRead ? follow(nobody) : unfollow());
    return false;
  }
  const id = siteAccount(login.musicid);
  const follows = account !== null && isSameAccount(account, id);
  if (!accounts.find(id)) {
    if (follows) return giveUp();
    const trouble = await tried(login, accounts, followed, ask);
    if (trouble) {
      const isRefusedNow = trouble !== followed.trouble && trouble.refusedKey === login.musickey;
      if (isRefusedNow) await noteRefused({ musickey: login.musickey, dialect }, logins);
      await follow({ account: null, former: null, trouble });
      return isRefusedNow ? followNow(ask) : false; // there may be another one
    }
  }
  const found = !isRefused(followed.refused, login.musickey, dialect) && (await take(login, follows));
  await follow({ account: id, former: null, trouble: noTrouble });
  return found;
}

/**
 * The logins of the cookies, of which there are none in a store that is gone, and whether they may be read. Undefined when the
 * browser does not give them now, of which nothing follows.
 */
async function readNow(store: string): Promise<{ logins: readonly Login[]; mayBeRead: boolean } | undefined> {
  try {
    const mayBeRead = await mayReadCookies();
    // A browser that withholds all sites at once was told to wait for clicks, not that somebody is to be signed out.
    if (!mayBeRead && !(await mayAskGateway())) return undefined;
    return { logins: mayBeRead ? await readBrowserLogins(store) : [], mayBeRead };
  } catch {
    return undefined;
  }
}

// Somebody else who logs in at qq.com can leave a number beside it: the login is still that of the account.
const isKeyOfAnother = ({ musicid, musickey }: Login, account: Account | undefined) =>
  account?.login.musickey === musickey && account.login.musicid !== musicid;

/** Makes a call with a login, unless the gateway may not be asked, wants to be left alone, or refused it; gives what went wrong. */
async function tried(login: Login, accounts: Accounts, followed: Followed, ask: Ask): Promise<Trouble | undefined> {
  const { trouble: before, refused } = followed;
  const account = cookieAccount(login, accounts);
  const asked = { musickey: login.musickey, dialect: await dialectFor(account) };
  if (!(await mayAskGateway())) return before;
  if (isRefused(refused, asked.musickey, asked.dialect) || !mayAsk(before, asked, Date.now())) return before;
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
  let found = false;
  if (!known && !follows) {
    await accounts.add(cookieAccount(login, accounts));
    found = true;
  } else if (!known || !isSameLogin(known.login, login)) found = await accounts.renew(id, login);
  if (!accounts.current.value) await accounts.use(id);
  return found;
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
