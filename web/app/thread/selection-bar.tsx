import { useState } from "preact/hooks";
import { copyText } from "../ui/copy-text.ts";
import { complain, say } from "../ui/notices.tsx";
import { ask } from "../ui/question.tsx";
import { text } from "../words/words.ts";
import { copiedSeveral } from "./copied-text.ts";
import { deleteSeveral } from "./delete-several.ts";
import { copyNames } from "./message-menu.tsx";
import type { MessageRow } from "./rows.ts";
import type { Thread } from "./thread.ts";
import { toolsText } from "./thread-tools-words.ts";

/** What can be done with the messages that are selected. It stands over the head of the conversation. */
export function SelectionBar({ thread }: { thread: Thread }) {
  const words = toolsText.value;
  const [busy, setBusy] = useState(false);
  const [left, setLeft] = useState<{ said: string; chosen: ReadonlySet<string> } | undefined>(undefined);
  const { chosen } = thread.selection;
  // What went meanwhile is selected no more.
  const rows = thread.rows.value.filter(
    (row): row is MessageRow => row.row === "message" && chosen.value.has(row.message.id),
  );
  const idle = busy || rows.length === 0;

  const remove = async () => {
    const kept = rows.some(({ message }) => message.goneAt !== undefined);
    const body = (
      <>
        <p>{words.deleteText}</p>
        {kept && <p>{words.deleteKeptText}</p>}
      </>
    );
    const title = words.deleteTitle(rows.length);
    if (!(await ask({ title, body, confirm: words.deleteSelected, danger: true }))) return;
    setBusy(true);
    const done = await deleteSeveral(rows, ({ message }) => thread.delete(message));
    setBusy(false);
    if (!done.problem) {
      thread.selection.end();
      say(words.deletedSeveral(done.deleted));
      return;
    }
    thread.selection.keep(done.left.map(({ message }) => message.id));
    setLeft({ said: words.deletedSome(done.deleted, done.left.length), chosen: chosen.peek() });
    complain(done.problem);
  };

  return (
    <>
      <p class="selection-count" role="status">
        {words.selected(rows.length)}
        {left && left.chosen === chosen.value ? (
          <span> · {left.said}</span>
        ) : (
          <span class="soft selection-hint"> · {words.hint}</span>
        )}
      </p>
      <button
        type="button"
        class="button small"
        aria-disabled={idle}
        onClick={() => !idle && void copyText(copiedSeveral(rows, copyNames(thread)))}
      >
        {text.value.copy}
      </button>
      <button type="button" class="button small danger" aria-disabled={idle} onClick={() => !idle && void remove()}>
        {words.deleteSelected}
      </button>
    </>
  );
}
