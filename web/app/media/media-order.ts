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

/**
 * Where messages are missing on the way from one picture to the next or, without one, to the end: the message behind the
 * gap that is nearest to it. undefined where all is there. What is missing before all that is known is no gap.
 */
export function gapBeside(history: History, from: string, step: 1 | -1, to: string | undefined): string | undefined {
  const { pieces } = history;
  const here = pieceOf(history, from);
  const there = to === undefined ? (step > 0 ? pieces.length - 1 : 0) : pieceOf(history, to);
  if (here < 0 || there < 0) return undefined;
  // A piece that is not joined has its gap before it.
  for (let i = step > 0 ? here + 1 : here; step > 0 ? i <= there : i > there; i += step) {
    if (!pieces[i]!.joined) return pieces[i]!.run.messages[0]?.id;
  }
  return undefined;
}

function pieceOf({ pieces }: History, id: string): number {
  return pieces.findIndex(({ run }) => mediaOf(run).some((message) => message.id === id));
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
