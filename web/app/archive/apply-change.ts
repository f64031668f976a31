// What a change does to what is known.

import type { Message, Session } from "../../sdk/src/index.ts";
import { hasContent } from "../model/kinds.ts";
import type { KeptList } from "./archive-store.ts";
import type { HistoryChange, ListChangeOf } from "./change.ts";
import {
  emptyConversation,
  markAllRead,
  markRead,
  putConversation,
  removeConversation,
  removeGone,
  unchanged,
  type ListChange,
} from "./conversations.ts";
import { positionsIn } from "./history-pieces.ts";
import { nothingKnown, type History } from "./history.ts";
import { ingestBackup } from "./ingest-backup.ts";
import { changeMessage, ingest, ingestSent, removeMessages, type Ingested, type MessagesPage } from "./ingest.ts";
import { takeMore, takeTop, type ListCircumstances, type PagesTaken } from "./list-pages.ts";
import type { MemoryOfChanges } from "./memory-of-changes.ts";
import { newerCopy } from "./message-copies.ts";
import { withUnread } from "./read-mark.ts";
import type { ReadMarks } from "./read-marks.ts";

/** What a change is judged by besides itself. */
export interface Judgement {
  memory: MemoryOfChanges;
  /** Up to where conversations were read. */
  marks: ReadMarks;
  /** Whether the account wrote the newest message of a conversation. */
  isMine: (session: Session) => boolean;
  /** In Unix milliseconds. */
  now: number;
  /** Whether messages that were deleted elsewhere stay, marked as such. */
  keepsGone: boolean;
  /** Whether the look at the list before said that much is gone. */
  doubtsList: boolean;
  /** What was shown of the conversation: what another tab wrote since is newer than any page that was asked for here. */
  shown?: History | undefined;
}

/** What a change makes of what is known of a conversation. */
export function applyToHistory(before: History, change: HistoryChange, judgement: Judgement): Ingested {
  const changed = (history: History): Ingested => ({ history, added: [], gone: [] });
  switch (change.change) {
    case "page":
      return applyPage(before, change, judgement);
    case "sent": {
      const isDeleted = ({ id }: Message) => judgement.memory.isMessageDeleted(change.id, id, -Infinity);
      return changed(
        ingestSent(
          before,
          change.messages.filter((one) => !isDeleted(one)),
        ),
      );
    }
    case "details":
      return changed(
        change.details.reduce(
          (history, [id, metaData]) =>
            changeMessage(history, id, (message) => newerCopy(message, { ...message, metaData })),
          before,
        ),
      );
    case "confirmed":
      return changed(changeMessage(before, change.messageId, (message) => ({ ...message, confirm: change.choice })));
    case "deleted":
      return changed(removeMessages(before, new Set(change.ids)));
    case "backup": {
      const known = positionsIn(before);
      const added = change.block.messages.filter(({ id }) => known.find(id) < 0);
      return { history: ingestBackup(before, change.block), added, gone: [] };
    }
    case "cleared":
      return changed(nothingKnown);
  }
}

// What was done here after a page was asked for is not in it.
function applyPage(
  before: History,
  { id, page, askedAt }: HistoryChange & { change: "page" },
  { memory, now, keepsGone, shown = before }: Judgement,
): Ingested {
  const nothing: Ingested = { history: before, added: [], gone: [] };
  const isOld = page.messages.some((one) => memory.isMessageGone(id, one.id, askedAt));
  if (isOld || memory.isConversationEmptied(id, askedAt)) return nothing;
  const known = positionsIn(before);
  const there = page.messages
    .filter((one) => !memory.isMessageDeleted(id, one.id, askedAt))
    .map((one) => (memory.isMessageChanged(id, one.id, askedAt) ? (known.get(one.id) ?? one) : one));
  const isOwnHusk = (one: Message) => !hasContent(one.metaData) && memory.isMessageDeleted(id, one.id, -Infinity);
  const left = there.filter((one) => !isOwnHusk(one));
  // What was deleted here stays away, unless nothing else would be left to read on from.
  const messages: MessagesPage["messages"] =
    left.length > 0 || !page.hasMore ? left : there.map((one) => ({ ...one, lost: "deleted" }));
  // Without any it would say that there is nothing where it had something.
  if (messages.length === 0 && page.messages.length > 0 && page.hasMore) return nothing;
  const seen = shown === before ? undefined : positionsIn(shown);
  const isNewer = (one: string) =>
    memory.isMessageNewer(id, one, askedAt) || (seen !== undefined && seen.find(one) < 0);
  return ingest(before, { ...page, messages }, { now: Math.floor(now), keepsGone, isNewer });
}

/** What became of the list. */
export interface AppliedToList extends PagesTaken {
  /** The conversations that a page should have had and did not. */
  missing: NonNullable<ReturnType<typeof takeMore>["missing"]>;
}

/** What a change makes of what is known of the list. */
export function applyToList(before: KeptList, change: ListChangeOf, judgement: Judgement): AppliedToList {
  return { missing: [], doubted: false, passedOver: false, ...listChange(before, change, judgement) };
}

function listChange(before: KeptList, change: ListChangeOf, judgement: Judgement): ListChange & Partial<AppliedToList> {
  switch (change.change) {
    case "top":
      return takeTop(before, change.pages, circumstances(change.askedAt, judgement), change.partial);
    case "more":
      return takeMore(before, change.page, change.from, circumstances(change.askedAt, judgement));
    case "missing": {
      const isNewer = (id: string) => judgement.memory.isConversationNewer(id, change.askedAt);
      return removeGone(
        before,
        change.ids.filter((id) => !isNewer(id)),
      );
    }
    case "conversation": {
      // One that another tab put in before it was deleted here is heard of later.
      const isEmptied = judgement.memory.isConversationEmptied(change.conversation.sessionId, change.at);
      const { marks, isMine } = judgement;
      const conversation = withUnread(change.conversation, marks.get(change.conversation.sessionId), isMine);
      return unchanged(isEmptied ? before : putConversation(before, conversation));
    }
    case "emptied":
      return unchanged(emptyConversation(before, change.id, change.upTo));
    case "read":
      return unchanged(markRead(before, change.id, change.upTo));
    case "allRead":
      return unchanged(markAllRead(before, (id) => judgement.memory.isConversationNewer(id, change.askedAt)));
    case "forgotten":
      return { ...unchanged(removeConversation(before, change.id)), gone: [change.id] };
  }
}

function circumstances(askedAt: number, { memory, marks, isMine, doubtsList }: Judgement): ListCircumstances {
  return {
    isDeleted: (id) => memory.isConversationEmptied(id, askedAt),
    isNewer: (id) => memory.isConversationNewer(id, askedAt),
    isDeletedMessage: (id, messageId) => memory.isMessageDeleted(id, messageId, askedAt),
    readMark: (id) => marks.get(id),
    isMine,
    countedBeside: (ids) => marks.countedBeside(ids),
    isCounted: memory.isCountedAfter(askedAt),
    doubted: doubtsList,
  };
}
