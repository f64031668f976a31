import { useEffect } from "preact/hooks";
import type { Message } from "../../sdk/src/index.ts";
import type { Thread } from "../thread/thread.ts";
import { LazyPart } from "../ui/lazy-part.ts";
import { whenLoaded } from "../ui/lazy.tsx";
import { senderName } from "../words/names.ts";
import { text } from "../words/words.ts";

const viewer = new LazyPart(() => import("../media/viewer-dialog.tsx"));

/** The place of the viewer of a conversation's pictures. */
export function ViewerPlace({ thread }: { thread: Thread }) {
  const wanted = thread.looksAt.value;
  const here = viewer.module.value;
  const close = () => (thread.looksAt.value = undefined);
  useEffect(() => {
    if (wanted) whenLoaded(viewer, () => {});
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
    history: thread.history,
    details: thread.media,
    get hasOlder() {
      return thread.hasOlder;
    },
    older: thread.older,
    readOlder: () => thread.readOlder(),
    isStranger: (message: Message) => thread.isStranger(message),
    senderOf: (message: Message) => senderName(thread.sideOf(message), thread.conversation.value.user, text.value),
  };
}
