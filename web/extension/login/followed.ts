// Which account follows the cookies of y.qq.com.

const name = "followed";

/** That the user wants the login of y.qq.com, and the account it was last; "" when nobody was logged in there. */
export interface Followed {
  musicid: string;
}

/** What is followed; undefined when nothing is. */
export async function readFollowed(): Promise<Followed | undefined> {
  const value: unknown = (await chrome.storage.local.get(name))[name];
  if (typeof value !== "object" || value === null || !("musicid" in value)) return undefined;
  return typeof value.musicid === "string" ? { musicid: value.musicid } : undefined;
}

/** Follows the cookies, whose account is this one now. */
export async function follow(musicid: string): Promise<void> {
  await chrome.storage.local.set({ [name]: { musicid } satisfies Followed });
}

/** Follows them no more. */
export async function unfollow(): Promise<void> {
  await chrome.storage.local.remove(name);
}
