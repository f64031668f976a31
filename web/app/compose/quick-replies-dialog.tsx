import { useEffect, useRef, useState } from "preact/hooks";
import { cleanName } from "../model/clean.ts";
import { Icon } from "../ui/icon.tsx";
import { useModal } from "../ui/modal.ts";
import { say } from "../ui/notices.tsx";
import { text } from "../words/words.ts";
import "../style/quick-replies.css";
import { keepAsReply } from "./composer-items.ts";
import type { QuickReply } from "./quick-reply.ts";
import type { QuickReplies } from "./quick-replies.ts";
import { quickRepliesText } from "./quick-replies-words.ts";

interface QuickRepliesDialogProps {
  replies: QuickReplies;
  close: () => void;
}

/** Where quick replies are added, changed and deleted. What is changed is kept when its field or all of it is left. */
export function QuickRepliesDialog({ replies, close }: QuickRepliesDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const words = quickRepliesText.value;
  const items = replies.items.value;
  useModal(dialog);
  return (
    <dialog ref={dialog} class="quick-replies" aria-labelledby="quick-replies-title" onClose={close}>
      <h2 id="quick-replies-title">{words.title}</h2>
      <p class="soft">{words.hint}</p>
      {items.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul>
          {items.map((reply, i) => (
            <Reply key={reply.id} replies={replies} reply={reply} number={i + 1} />
          ))}
        </ul>
      )}
      <NewReply replies={replies} />
      <div class="buttons">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {text.value.close}
        </button>
      </div>
    </dialog>
  );
}

function Reply({ replies, reply, number }: { replies: QuickReplies; reply: QuickReply; number: number }) {
  const words = quickRepliesText.value;
  const written = useRef(reply.text);
  useAtEnd(() => {
    if (written.current.trim() !== "" && written.current.trim() !== reply.text) void change(replies, reply, written);
  });
  return (
    <li>
      <textarea
        rows={2}
        dir="auto"
        aria-label={words.textOf(number)}
        value={reply.text}
        onInput={(event) => (written.current = event.currentTarget.value)}
        onChange={({ currentTarget }) => {
          // An emptied field takes its text back: what is to go has a button for that.
          if (currentTarget.value.trim() === "") currentTarget.value = written.current = reply.text;
          else void change(replies, reply, written);
        }}
      />
      <button
        type="button"
        class="round"
        aria-label={words.delete(cleanName(reply.text, 20))}
        title={words.delete(cleanName(reply.text, 20))}
        onClick={(event) => {
          event.currentTarget.closest("dialog")?.querySelector<HTMLElement>("form textarea")?.focus();
          void replies.delete(reply.id);
          say(words.deleted);
        }}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

async function change(replies: QuickReplies, reply: QuickReply, written: { current: string }): Promise<void> {
  if (!(await replies.change(reply.id, written.current))) say(text.peek().quickReplyNotKept);
}

// Esc leaves no field, and what was written in one is not lost with it.
function useAtEnd(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => () => latest.current(), []);
}

function NewReply({ replies }: { replies: QuickReplies }) {
  const [written, setWritten] = useState("");
  const words = quickRepliesText.value;
  const empty = written.trim() === "";
  useAtEnd(() => {
    if (!empty) void keepAsReply(replies, written);
  });
  return (
    <form
      method="dialog"
      onSubmit={async (event) => {
        event.preventDefault();
        if (empty) return;
        setWritten("");
        if (!(await replies.add(written))) say(text.peek().quickReplyNotKept);
      }}
    >
      <label class="field">
        <span>{words.newLabel}</span>
        <textarea
          rows={2}
          dir="auto"
          autoFocus
          value={written}
          onInput={(event) => setWritten(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary" aria-disabled={empty}>
        {words.add}
      </button>
    </form>
  );
}
