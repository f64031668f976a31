import { useEffect } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { NotYet, useLater } from "../ui/later.tsx";
import { text } from "../words/words.ts";
import type { Thread } from "./thread.ts";

/** The place of what is opened for messages: the tools for several of them, and the details of one. */
export function ThreadTools({ thread }: { thread: Thread }) {
  return (
    <>
      {thread.selection.active.value && <SelectionTools thread={thread} />}
      {thread.detailed.value && <Details thread={thread} />}
    </>
  );
}

function SelectionTools({ thread }: { thread: Thread }) {
  const { selection } = thread;
  const words = text.value;
  const bar = useLater(() => import("./selection-bar.tsx"));
  // Esc is for what is open above it first: a menu keeps the key to itself, a dialog does not.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      selection.end();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      selection.end();
    };
  }, [selection]);
  return (
    <div class="selection-bar" role="toolbar" aria-label={words.selectSeveral}>
      <button
        type="button"
        class="round"
        aria-label={words.cancel}
        title={words.cancel}
        onClick={() => selection.end()}
      >
        <Icon name="close" />
      </button>
      {bar.part ? <bar.part.SelectionBar thread={thread} /> : <NotYet later={bar} />}
    </div>
  );
}

function Details({ thread }: { thread: Thread }) {
  const close = () => {
    thread.detailed.value = undefined;
  };
  const details = useLater(() => import("./message-details.tsx"));
  const row = thread.detailed.value;
  useEffect(() => close, []);
  if (!row) return null;
  if (details.part) return <details.part.MessageDetails row={row} close={close} />;
  return (
    <div class="part-notice">
      <NotYet later={details}>
        <button type="button" class="button small" onClick={close}>
          {text.value.close}
        </button>
      </NotYet>
    </div>
  );
}
