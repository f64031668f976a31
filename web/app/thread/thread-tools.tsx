import { useEffect, useLayoutEffect } from "preact/hooks";
import { Icon } from "../ui/icon.tsx";
import { Lazy } from "../ui/lazy.tsx";
import { LazyPart } from "../ui/lazy-part.ts";
import { text } from "../words/words.ts";
import { detailsPart } from "./message-menu.tsx";
import type { Thread } from "./thread.ts";

const barPart = new LazyPart(() => import("./selection-bar.tsx"));

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
  // Esc is for what is open above it first: a menu keeps the key to itself, a dialog does not.
  useLayoutEffect(() => {
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
      <Lazy part={barPart}>{({ SelectionBar }) => <SelectionBar thread={thread} />}</Lazy>
    </div>
  );
}

function Details({ thread }: { thread: Thread }) {
  const close = () => {
    thread.detailed.value = undefined;
  };
  useEffect(() => close, []);
  const row = thread.detailed.value;
  const part = detailsPart.module.value;
  return row && part ? <part.MessageDetails row={row} close={close} /> : null;
}
