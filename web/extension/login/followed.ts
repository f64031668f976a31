// Which account follows the cookies of y.qq.com. That the user wants it is kept on disk, whom it concerns in memory, as
// the account itself is.

const wanted = "followsSite";
const name = "followed";

/** What became of the login of y.qq.com. */
export interface Followed {
  /** The account that follows it; "" while nobody is logged in there, and before that is known. */
  musicid: string;
  /** The account that is to be forgotten, since it is not logged in there any more; "" when there is none. */
  former: string;
}

/** What is followed; undefined when the user does not want it. */
export async function readFollowed(): Promise<Followed | undefined> {
  if ((await chrome.storage.local.get(wanted))[wanted] !== true) return undefined;
  const kept = (await chrome.storage.session.get(name))[name] as Followed | undefined;
  return kept ?? { musicid: "", former: "" };
}

/** Follows the cookies, whose account is this one now. */
export async function follow(musicid: string, former = ""): Promise<void> {
  await chrome.storage.local.set({ [wanted]: true });
  await chrome.storage.session.set({ [name]: { musicid, former } satisfies Followed });
}

/** Follows them no more. */
export async function unfollow(): Promise<void> {
  await chrome.storage.local.remove(wanted);
  await chrome.storage.session.remove(name);
}
