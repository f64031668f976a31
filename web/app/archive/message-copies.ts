import type { Message } from "../../sdk/src/index.ts";
import { isMedia } from "../../sdk/src/message-type.ts";
import { hasContent } from "../model/kinds.ts";
import type { ArchivedMessage } from "./history.ts";
import { withDetails } from "./with-details.ts";

/** What becomes of messages that were deleted elsewhere. */
export interface Keeping {
  /** In Unix milliseconds. */
  now: number;
  /** Whether they stay, marked as such. */
  keepsGone: boolean;
}

/**
 * What is kept of a message of which another copy came. Pages have pictures and videos without their details: those that
 * are known stay, unless the message has become another. A page may have what was deleted elsewhere without its content:
 * then that stays or goes, as the user wants it. Without `keeping` the copy is from no page, and says nothing of that.
 */
export function newerCopy(known: ArchivedMessage, copy: ArchivedMessage, keeping?: Keeping): ArchivedMessage {
  const now = hasContent(copy.metaData) ? copy : withoutContent(known, copy, keeping);
  // Most pages bring what is there already: then nothing is drawn or written anew.
  return JSON.stringify(known) === JSON.stringify(now) ? known : now;
}

function withoutContent(known: ArchivedMessage, copy: ArchivedMessage, keeping: Keeping | undefined): ArchivedMessage {
  if (!hasContent(known.metaData)) return known.lost === "deleted" ? { ...copy, lost: "deleted" } : copy;
  const { lost, ...others } = copy;
  const content = { ...others, metaData: known.metaData };
  if (lost === "unreadable") return content;
  if (isAsItWas(known, copy)) {
    if (isMedia(known)) return withDetails(copy, known);
    const isSame = copy.tips === known.tips && copy.msgType === known.msgType;
    return isSame ? content : copy;
  }
  if (isMedia(known) && !hasLostItsPlace(known, copy)) return copy;
  if (!keeping) return content;
  return keeping.keepsGone ? { ...known, goneAt: known.goneAt ?? keeping.now } : { ...copy, lost: "deleted" };
}

function isAsItWas(known: Message, copy: Message): boolean {
  return copy.state === known.state && copy.showType === known.showType;
}

// What pages have of a picture is where its details are asked for: one that was taken back has not even that.
function hasLostItsPlace(known: Message, copy: Message): boolean {
  return Boolean(known.metaData?.bizId) && !copy.metaData?.bizId;
}
