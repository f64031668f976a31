// Conversations of pictures.

import { nothingKnown, type ArchivedMessage, type History } from "../archive/history.ts";
import { message } from "./messages.ts";

/** A message that is a picture. */
export const picture = (number: number, changes: Partial<ArchivedMessage> = {}): ArchivedMessage => ({
  ...message(number, { msgType: 2, metaData: { content: "", pic: `https://y.gtimg.cn/${number}.jpg` } }),
  ...changes,
});

/** What is known of a conversation: runs that join. */
export const historyOf = (...runs: ArchivedMessage[][]): History => ({
  ...nothingKnown,
  pieces: runs.map((messages, i) => ({ run: { messages }, joined: i > 0 })),
});
