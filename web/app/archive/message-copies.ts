import type { Message } from "../../sdk/src/index.ts";
import { isMedia } from "../../sdk/src/message-type.ts";
import type { ArchivedMessage } from "./history.ts";
import { withDetails } from "./with-details.ts";

/**
 * What is kept of a message of which another copy came. Pages have pictures and videos without their details: those that
 * are known stay, unless the message has become another.
 */
export function newerCopy(known: ArchivedMessage, copy: ArchivedMessage): ArchivedMessage {
  const now = isAsItWas(known, copy) ? withDetails(copy, known) : copy;
  // Most pages bring what is there already: then nothing is drawn or written anew.
  return JSON.stringify(known) === JSON.stringify(now) ? known : now;
}

// One that was taken back has lost its picture for good.
function isAsItWas(known: Message, copy: Message): boolean {
  return isMedia(known) && copy.state === known.state && copy.showType === known.showType;
}
