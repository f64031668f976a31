import type { Message } from "./models.gen.ts";

/**
 * The types of messages that other clients of the gateway report (`msgType`). Pictures and videos have four of them; which
 * is which is not known.
 */
export const MessageType = { Text: 0, Media2: 2, Media3: 3, Media5: 5, Media6: 6 } as const;

/** One of the types of messages that are known. */
export type MessageType = (typeof MessageType)[keyof typeof MessageType];

const mediaTypes: readonly unknown[] = [MessageType.Media2, MessageType.Media3, MessageType.Media5, MessageType.Media6];

/** Whether a message is a picture or a video. */
export function isMedia(message: Pick<Message, "msgType">): boolean {
  return mediaTypes.includes(message.msgType);
}
