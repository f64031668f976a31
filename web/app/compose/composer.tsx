import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Entry } from "../../sdk/src/index.ts";
import { webAddress } from "../model/links.ts";
import { Icon } from "../ui/icon.tsx";
import { MenuButton, type MenuItem } from "../ui/menu.tsx";
import { openAddress } from "../ui/outside-link.tsx";
import { say } from "../ui/notices.tsx";
import { useNoticesAbove } from "../ui/notice-place.ts";
import { cleanName } from "../model/clean.ts";
import { text } from "../words/words.ts";
import { sends } from "./keys.ts";

interface ComposerProps {
  /** Whom one writes to, in a sentence. */
  to: string;
  /** Whether it is known whom a message would go to. */
  reachable: boolean;
  draft: string;
  write: (draft: string) => void;
  send: (text: string) => void;
  /** What the gateway offers besides. */
  entries: readonly Entry[];
}

/** The field to write in. */
export function Composer({ to, reachable, draft, write, send, entries }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLElement>(null);
  const words = text.value;
  const label = words.write(to);
  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches) field.current?.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(() => {
    if (field.current) grow(field.current);
  }, [draft]);
  useNoticesAbove(place, reachable);
  const submit = () => {
    const message = draft.trim();
    if (message === "" || !reachable) return;
    send(message);
    write("");
    field.current?.focus();
  };
  if (!reachable) {
    return (
      <p ref={place as RefObject<HTMLParagraphElement>} class="composer soft">
        {words.cannotWrite}
      </p>
    );
  }
  return (
    <form
      ref={place as RefObject<HTMLFormElement>}
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {entries.length > 0 && <MenuButton label={words.entries} icon="plus" items={() => entryItems(entries)} />}
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        aria-label={label}
        aria-describedby="write-hint"
        placeholder={label}
        enterkeyhint="send"
        value={draft}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!sends(event)) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="send" aria-label={words.send} title={words.send} aria-disabled={draft.trim() === ""}>
        <Icon name="send" />
      </button>
      <p id="write-hint" class="write-hint soft">
        {words.writeHint}
      </p>
    </form>
  );
}

function grow(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 160)}px`;
}

// Most of them lead into the phone app: they are listed, and say so.
function entryItems(entries: readonly Entry[]): MenuItem[] {
  const { onlyInApp } = text.value;
  return entries.map((entry) => {
    const url = webAddress(entry.skipScheme);
    const tag = cleanName(entry.rightTopTag, 8);
    const title = `${cleanName(entry.title, 24)}${tag && ` · ${tag}`}`;
    if (url) return { label: title, run: () => openAddress(url) };
    return { label: `${title} (${onlyInApp})`, run: () => say(onlyInApp) };
  });
}
