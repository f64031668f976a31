import { useEffect } from "preact/hooks";
import type { Message } from "../../sdk/src/index.ts";
import type { Thread } from "../thread/thread.ts";
import { whenLoaded } from "../ui/lazy.tsx";
import { senderName } from "../words/names.ts";
import { text } from "../words/words.ts";
import { viewerPart } from "./parts.ts";

/** The place of the viewer of a conversation's pictures. */
export function ViewerPlace({ thread }: { thread: Thread }) {
  const wanted = thread.looksAt.value;
  const here = viewerPart.module.value;
  const close = () => (thread.looksAt.value = undefined);
  useEffect(() => {
    if (wanted) whenLoaded(viewerPart, () => {});
  }, [wanted]);
  useEffect(() => () => void close(), [thread]);
  if (!wanted || !here) return null;
  return (
    <here.ViewerDialog
      key={wanted.messageId}
      conversation={viewedOf(thread)}
      messageId={wanted.messageId}
      onClose={close}
    />
  );
}

function viewedOf(thread: Thread) {
  return {
    host: thread.host,
    history: thread.shown.history,
    details: thread.media,
    get hasOlder() {
      return thread.shown.hasOlder;
    },
    older: thread.shown.older,
    readOlder: () => thread.shown.readOlder(),
    gaps: thread.shown.gaps,
    readGap: (before: string) => thread.shown.loadGap(before),
    isStranger: (message: Message) => thread.isStranger(message),
    senderOf: (message: Message) => senderName(thread.sideOf(message), thread.conversation.value.user, text.value),
  };
}
