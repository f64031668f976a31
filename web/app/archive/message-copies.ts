import type { Message } from "../../sdk/src/index.ts";
import { isMedia } from "../../sdk/src/message-type.ts";
import { isIncomplete } from "../model/kinds.ts";
import type { ArchivedMessage } from "./history.ts";

/**
 * What is kept of a message of which another copy came. Pages have pictures and videos without their details: those that
 * are known stay, unless the message has become another.
 */
export function newerCopy(known: ArchivedMessage, copy: ArchivedMessage): ArchivedMessage {
  const now = lacksDetailsOf(known, copy) ? { ...copy, metaData: known.metaData } : copy;
  // Most pages bring what is there already: then nothing is drawn or written anew.
  return JSON.stringify(known) === JSON.stringify(now) ? known : now;
}

function lacksDetailsOf(known: Message, copy: Message): boolean {
  const isAsItWas = copy.state === known.state && copy.showType === known.showType;
  return isAsItWas && isIncomplete(copy) && isMedia(known) && !isIncomplete(known);
}
