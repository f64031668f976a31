/** An account: somebody's number at a gateway. The same number at another gateway is another account. */
export interface AccountId {
  /** The gateway: an origin, or "" for the one that served the inbox. */
  endpoint: string;
  musicid: string;
}

/**
 * An account as a part of the names of what is kept of it. A musicid has only digits, so that no two are alike; and
 * there is no dot in it, so that what follows behind one never makes a name that begins as those of another account.
 */
export function accountKey({ endpoint, musicid }: AccountId): string {
  return `${musicid}@${endpoint.trim().replace(/\/+$/, "").replaceAll(".", "%2E")}`;
}

/** Whether two are one. */
export function isSameAccount(one: AccountId, other: AccountId): boolean {
  return accountKey(one) === accountKey(other);
}
