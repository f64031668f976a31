import type { Message } from "../../sdk/src/index.ts";

/** The first unread message when the newest `count` that others wrote are unread; none when it is not there. */
export function firstUnread(
  messages: readonly Message[],
  count: number,
  isMine: (message: Message) => boolean,
): Message | undefined {
  let left = count;
  for (let i = messages.length - 1; i >= 0 && left > 0; i--) {
    if (isMine(messages[i]!)) continue;
    if (--left === 0) return messages[i];
  }
  return undefined;
}
