import { isSameAccount, type AccountId } from "../../app/model/account-id.ts";
import { siteAddress } from "../places.ts";
import { readFollowed } from "./followed.ts";

/** Where an account is logged in that follows the cookies of y.qq.com; undefined for any other. */
export async function followedSite(id: AccountId): Promise<string | undefined> {
  const account = (await readFollowed())?.account;
  return account && isSameAccount(account, id) ? siteAddress : undefined;
}
