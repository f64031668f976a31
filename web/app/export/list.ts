// Which conversations there are to export.

import type { Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import type { Reader } from "../archive/reader.ts";
import { unlistedConversation } from "../archive/unlisted.ts";
import { untilAborted } from "../archive/until-aborted.ts";
import type { Self } from "../model/sides.ts";

/** The archive and the reader that have the list. */
export interface ListSource {
  archive: Archive;
  reader: Reader;
}

/** Reads the list to its end, or until these conversations are in it, and gives it. */
export async function readList(
  { archive, reader }: ListSource,
  signal: AbortSignal,
  only?: readonly string[],
): Promise<readonly Session[]> {
  await untilAborted(reader.lookAtList(), signal);
  const isEnough = () => only !== undefined && only.every((id) => archive.conversation(id) !== undefined);
  if (isEnough()) return archive.list.value.conversations;
  while (reader.listEnd.value && !isEnough()) await untilAborted(reader.moreConversations(), signal);
  // A conversation that moves to the top while the list is read would be missed: the top is looked at once more.
  await untilAborted(reader.lookAtList(), signal);
  return archive.list.value.conversations;
}

/** The conversations that are only kept: the list has them no more. */
export async function unlistedIn(archive: Archive, listed: readonly Session[], self: Self): Promise<Session[]> {
  const found: Session[] = [];
  const known = new Set(listed.map(({ sessionId }) => sessionId));
  for (const id of await archive.kept.histories()) {
    if (known.has(id)) continue;
    const { pieces } = await archive.kept.readHistory(id);
    found.push(
      unlistedConversation(
        id,
        pieces.flatMap(({ run }) => run.messages),
        self,
      ),
    );
  }
  return found;
}
