// The cookies may have an old key beside a new one, and nobody can tell which is which: the gateway is asked.

import { isSameAccount, type AccountId } from "../../app/model/account-id.ts";
import type { Dialect } from "../../app/model/learned.ts";
import type { Login } from "../../app/model/login.ts";
import { oneAtATime } from "../../common/one-at-a-time.ts";
import { keptAccounts, siteAccount } from "../account/kept-accounts.ts";
import { readBrowserLogins } from "./browser-cookies.ts";
import { follow, readFollowed, type Followed, type RefusedKey } from "./followed.ts";

/** Whether a key was refused in a dialect. */
export const isRefused = (refused: readonly RefusedKey[], musickey: string, dialect: Dialect) =>
  refused.some((one) => one.musickey === musickey && one.dialect === dialect);

/**
 * The login to go on with among those of the cookies, the likeliest of which is the first: with a key that was not refused, where
 * there is one. Another account's comes next only while no account follows them, since one that is to log in again is not another
 * one. Undefined when there is none.
 */
export function loginInForce(
  logins: readonly Login[],
  { account, refused }: Pick<Followed, "account" | "refused">,
  dialect: Dialect,
): Login | undefined {
  const [first] = logins;
  const fresh = logins.filter(({ musickey }) => !isRefused(refused, musickey, dialect));
  const ofFirst = fresh.find(({ musicid }) => musicid === first?.musicid);
  if (ofFirst) return ofFirst;
  const follows = ({ musicid }: Login) => account !== null && isSameAccount(siteAccount(musicid), account);
  return account ? (fresh.find(follows) ?? logins.find(follows) ?? first) : (fresh[0] ?? first);
}

/** Remembers that a key was refused, as long as the cookies have it. */
export function noteRefused(key: RefusedKey, logins: readonly Login[]): Promise<void> {
  return oneAtATime("followRefused", async () => {
    const followed = await readFollowed();
    if (!followed) return;
    const others = followed.refused.filter(({ musickey }) => logins.some((login) => login.musickey === musickey));
    if (!isRefused(others, key.musickey, key.dialect)) await follow({ refused: [...others, key] });
  });
}

/**
 * Gives an account that follows the cookies another key that they have, after the gateway refused the one that it has: before
 * anybody says that its login has expired. Each is taken once. Says whether there was one: not where the account does not follow the
 * cookies or is gone, nor where the browser does not give them. Never rejects.
 */
export async function takeOtherKey(id: AccountId, refused: RefusedKey): Promise<boolean> {
  try {
    const followed = await readFollowed();
    if (!followed?.account || !isSameAccount(followed.account, id)) return false;
    const logins = await readBrowserLogins(followed.store);
    await noteRefused(refused, logins);
    const isOther = ({ musicid, musickey }: Login) =>
      isSameAccount(siteAccount(musicid), id) && !isRefused([...followed.refused, refused], musickey, refused.dialect);
    const other = logins.find(isOther);
    return other !== undefined && (await (await keptAccounts()).renew(id, other));
  } catch {
    return false;
  }
}
