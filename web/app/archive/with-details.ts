import type { Message } from "../../sdk/src/index.ts";
import { isIncomplete } from "../model/kinds.ts";

/** A message with the details of its picture or video, where it lacks them and another copy of it has them. */
export function withDetails<Copy extends Message>(message: Copy, other: Message): Copy {
  const lacks = other.metaData && isIncomplete(message) && !isIncomplete(other);
  return lacks ? { ...message, metaData: other.metaData } : message;
}
