import { letGoOnFreeze } from "../../common/page-freeze.ts";

/**
 * Does some work unless work of the same name is being done elsewhere: in another tab, or in this one. The work ends when
 * its signal says that it may be done elsewhere by now: that counts as done elsewhere.
 */
export type Exclusive = <Result>(
  name: string,
  work: (lost?: AbortSignal) => Promise<Result>,
) => Promise<Result | "elsewhere">;

/** {@link Exclusive} with the browser's locks: a tab that ends or is frozen lets go. Without them it holds within the page. */
export const exclusive: Exclusive = async (name, work) => {
  const { locks } = (globalThis.navigator ?? {}) as { locks?: LockManager }; // there are none on a page without https
  if (!locks) return exclusiveHere(name, work);
  let begun = false;
  try {
    return await locks.request(name, { ifAvailable: true }, (lock) => {
      begun = true;
      return lock ? letGoOnFreeze(work, "elsewhere") : "elsewhere";
    });
  } catch (error) {
    if (begun) throw error;
    return exclusiveHere(name, work); // they are forbidden where storage is
  }
};

const busy = new Set<string>();

const exclusiveHere: Exclusive = async (name, work) => {
  if (busy.has(name)) return "elsewhere";
  busy.add(name);
  try {
    return await work();
  } finally {
    busy.delete(name);
  }
};
