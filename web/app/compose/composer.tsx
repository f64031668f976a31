import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { webAddress } from "../model/links.ts";
import type { Thread } from "../thread/thread.ts";
import { Icon } from "../ui/icon.tsx";
import { MenuButton, type MenuItem } from "../ui/menu.tsx";
import { openAddress } from "../ui/outside-link.tsx";
import { say } from "../ui/notices.tsx";
import { cleanName } from "../model/clean.ts";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import { sends } from "./keys.ts";

/** The field to write in. */
export function Composer({ thread }: { thread: Thread }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { write, writeHint, send, cannotWrite, entries } = text.value;
  const session = thread.session.value;
  const { drafts } = thread.inbox;
  const draft = drafts.of(thread.id);
  const reachable = session.user !== null && (session.user.uin !== "" || session.user.encryptUin !== "");
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) field.current?.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(() => {
    if (field.current) grow(field.current);
  }, [draft]);
  const submit = () => {
    const message = drafts.of(thread.id).trim();
    if (message === "" || !reachable) return;
    thread.send(message);
    drafts.set(thread.id, "");
    field.current?.focus();
  };
  if (!reachable) return <p class="composer soft">{cannotWrite}</p>;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {thread.extras.value.entries.length > 0 && (
        <MenuButton label={entries} icon="plus" items={() => entryItems(thread)} />
      )}
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        aria-label={write(shortName(session, text.value))}
        aria-describedby="write-hint"
        placeholder={write(shortName(session, text.value))}
        enterkeyhint="send"
        value={draft}
        onInput={(event) => drafts.set(thread.id, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!sends(event)) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="send" aria-label={send} title={send} aria-disabled={draft.trim() === ""}>
        <Icon name="send" />
      </button>
      <p id="write-hint" class="write-hint soft">
        {writeHint}
      </p>
    </form>
  );
}

function grow(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 160)}px`;
}

// Most of them lead into the phone app: they are listed, and say so.
function entryItems(thread: Thread): MenuItem[] {
  const { onlyInApp } = text.value;
  return thread.extras.value.entries.map((entry) => {
    const url = webAddress(entry.skipScheme);
    const tag = cleanName(entry.rightTopTag, 8);
    const title = `${cleanName(entry.title, 24)}${tag && ` · ${tag}`}`;
    if (url) return { label: title, run: () => openAddress(url) };
    return { label: `${title} (${onlyInApp})`, run: () => say(onlyInApp) };
  });
}
