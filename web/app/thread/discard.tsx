import { cleanName } from "../model/clean.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import { ask } from "../ui/question.tsx";
import { text } from "../words/words.ts";
import type { Thread } from "./thread.ts";

/** Gives a message up that is not sent, after a question that shows how it begins. */
export async function discardAfterQuestion(thread: Thread, { clientKey, state, doubt, text: written }: OutboxEntry) {
  const { discard, discardTitle, discardText, discardMaybeText } = text.value;
  const isNowhereElse = state === "failed" || (state === "waiting" && doubt === "none");
  const body = (
    <>
      <p class="facts">
        <bdi>{cleanName(written, 120)}</bdi>
      </p>
      <p>{isNowhereElse ? discardText : discardMaybeText}</p>
    </>
  );
  if (await ask({ title: discardTitle, body, confirm: discard, danger: true })) thread.outbox.discard(clientKey);
}
