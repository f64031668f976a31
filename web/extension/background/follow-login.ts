import { draftsName } from "../../app/compose/drafts.ts";
import { cookieAccount, keptAccounts } from "../account/kept-accounts.ts";
import { onDisk, untilClosed } from "../account/stores.ts";
import { giveCookiesBack, mayReadCookies, readBrowserLogin } from "../login/browser-cookies.ts";
import { isSameLogin } from "../login/cookie-login.ts";
import { follow, readFollowed, unfollow } from "../login/followed.ts";

let last: Promise<unknown> = Promise.resolve();

/**
 * Brings the account that follows the cookies of y.qq.com up to date: renewed, another one, or none after a logout.
 * Says whether there is a login that was not there before.
 */
export function followLogin(): Promise<boolean> {
  const now = last.then(followNow);
  last = now.catch(() => {});
  return now;
}

async function followNow(): Promise<boolean> {
  const followed = await readFollowed();
  if (!followed) return false;
  const allowed = await mayReadCookies();
  const login = allowed ? await readBrowserLogin() : undefined;
  const accounts = await keptAccounts();
  const before = followed.musicid;
  if (!allowed || before !== (login?.musicid ?? "")) {
    // First whom it is, then the accounts: an account that is gone without this was forgotten by the user.
    if (allowed) await follow(login?.musicid ?? "");
    else await unfollow();
    if (before !== "") {
      await accounts.forget(before);
      for (const store of [untilClosed(), onDisk()]) await store.delete(draftsName(before));
    }
  }
  if (!login) return false;
  const known = accounts.all.value.find((account) => account.login.musicid === login.musicid);
  if (known && isSameLogin(known.login, login)) return false;
  const inUse = accounts.currentId.value;
  await accounts.use({ ...(known ?? cookieAccount(login)), login });
  if (inUse !== "" && inUse !== login.musicid) await accounts.switchTo(inUse);
  return true;
}

/** Gives the cookies up when the user forgot the account that follows them. */
export async function noticeForgotten(): Promise<void> {
  const followed = await readFollowed();
  if (!followed || followed.musicid === "") return;
  const accounts = await keptAccounts();
  if (accounts.all.value.some((account) => account.login.musicid === followed.musicid)) return;
  await unfollow();
  await giveCookiesBack();
}
