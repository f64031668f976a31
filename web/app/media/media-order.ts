import { isMedia } from "../../sdk/src/message-type.ts";
import type { ArchivedMessage, History, Run } from "../archive/history.ts";
import { kindOf } from "../model/kinds.ts";
import { toLookAt } from "../model/medium.ts";

// Runs never change, and most of a history stays as it is when a page comes.
const found = new WeakMap<Run, readonly ArchivedMessage[]>();

/** The messages of a conversation that show a picture or a video, oldest first. */
export function mediaIn(history: History): readonly ArchivedMessage[] {
  return history.pieces.flatMap(({ run }) => mediaOf(run));
}

function mediaOf(run: Run): readonly ArchivedMessage[] {
  let media = found.get(run);
  if (!media) {
    media = run.messages.filter(showsMedium);
    found.set(run, media);
  }
  return media;
}

function showsMedium(message: ArchivedMessage): boolean {
  if (!isMedia(message) && !message.metaData?.pic) return false; // texts, which are most
  return toLookAt(kindOf(message)) !== undefined;
}
