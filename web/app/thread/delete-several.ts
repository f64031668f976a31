import type { Problem } from "../model/problem.ts";

/** How the deletion of several ended. */
export interface Deletion<Item> {
  deleted: number;
  /** What is not deleted. */
  left: Item[];
  /** Why: the first problem that came; undefined when nothing is left. */
  problem: Problem | undefined;
}

/**
 * Deletes one after the other. One that is refused is left and the others go on; what would keep all of the rest from being
 * deleted too, as a lost network does, ends it.
 */
export async function deleteSeveral<Item>(
  items: readonly Item[],
  remove: (item: Item) => Promise<Problem | undefined>,
): Promise<Deletion<Item>> {
  const left: Item[] = [];
  let first: Problem | undefined;
  for (const [i, item] of items.entries()) {
    const problem = await remove(item);
    if (!problem) continue;
    first ??= problem;
    left.push(item);
    if (problem.kind === "refused") continue;
    left.push(...items.slice(i + 1));
    break;
  }
  return { deleted: items.length - left.length, left, problem: first };
}
