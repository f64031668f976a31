import type { Message } from "../../sdk/src/index.ts";
import type { Thread } from "../thread/thread.ts";
import { LazyPart } from "../ui/lazy-part.ts";
import { whenLoaded } from "../ui/lazy.tsx";
import { senderName } from "../words/names.ts";
import { text } from "../words/words.ts";

const viewer = new LazyPart(() => import("../media/viewer-dialog.tsx"));

/** Shows the picture or video of a message as large as there is room. */
export function lookAt(thread: Thread, messageId: string): void {
  const conversation = {
    host: thread.host,
    history: thread.history,
    details: thread.media,
    isStranger: (message: Message) => thread.isStranger(message),
    senderOf: (message: Message) =>
      senderName(thread.sideOf(message), thread.conversation.value.user, text.value),
  };
  whenLoaded(viewer, ({ openViewer }) => openViewer(conversation, messageId));
}

/** The place of the viewer. */
export function ViewerPlace() {
  const here = viewer.module.value;
  return here ? <here.ViewerDialog /> : null;
}
