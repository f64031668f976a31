/** An account: somebody's number at a gateway. The same number at another gateway is another account. */
export interface AccountId {
  /** The gateway: an origin, or "" for the one that served the inbox. */
  endpoint: string;
  musicid: string;
}

/** An account as a part of the names of what is kept of it. A musicid has only digits, so that no two are alike. */
export function accountKey({ endpoint, musicid }: AccountId): string {
  return `${musicid}@${endpoint.trim().replace(/\/+$/, "")}`;
}

/** Whether two are one. */
export function isSameAccount(one: AccountId, other: AccountId): boolean {
  return accountKey(one) === accountKey(other);
}
