import type { ArchiveStore, KeptList } from "./archive-store.ts";
import type { History } from "./history.ts";
import type { Circumstances } from "./ingest.ts";
import { mergeLists } from "./conversations.ts";
import { mergeHistories } from "./merge-histories.ts";

/** The list and the messages of some conversations, by id. */
export interface Copied {
  list: KeptList;
  histories: Iterable<readonly [string, History]>;
}

/**
 * Gives a store all that another one has; what is shown, where that cannot be read. What it has besides stays. Gives what
 * has become of what is shown; rejects when the store does not take it.
 */
export async function copyStore(
  shown: Copied,
  from: ArchiveStore,
  to: ArchiveStore,
  gone: Omit<Circumstances, "isNewer">,
): Promise<Copied> {
  const list = await to.updateList((there) => mergeLists(there, shown.list));
  const held = new Map(shown.histories);
  const copied = new Map<string, History>();
  for (const id of new Set([...(await from.histories().catch(() => [])), ...held.keys()])) {
    const history = held.get(id) ?? (await from.readHistory(id).catch(() => undefined));
    if (!history) continue;
    const there = await to.updateHistory(id, (before) => mergeHistories(before, history, gone));
    if (held.has(id)) copied.set(id, there);
  }
  return { list, histories: copied };
}
