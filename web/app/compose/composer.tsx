import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../../sdk/src/index.ts";
import { controlKey } from "../ui/control-key.ts";
import { Icon } from "../ui/icon.tsx";
import { MenuButton } from "../ui/menu.tsx";
import { say } from "../ui/notices.tsx";
import { useNoticesAbove } from "../ui/notice-place.ts";
import { sendKey } from "../ui/preferences.ts";
import { text } from "../words/words.ts";
import { composerItems } from "./composer-items.ts";
import { EmojiButton } from "./emoji-button.tsx";
import { EmojiPlace } from "./emoji-place.tsx";
import { writingDirectionOf, grow } from "./grow.ts";
import { goesBack, sends } from "./keys.ts";
import type { QuickReplies } from "./quick-replies.ts";
import { openQuickReplies, QuickRepliesPlace } from "./quick-replies-place.tsx";

interface ComposerProps {
  /** Whom one writes to, in a sentence. */
  to: string;
  /** Whether it is known whom a message would go to. */
  reachable: boolean;
  draft: string;
  write: (draft: string) => void;
  send: (text: string) => void;
  /** Whether the field has the focus from the beginning, where a keyboard is at hand. */
  takesFocus?: boolean;
  /** Takes the last message that was not sent back into the field; false when there is none. */
  editLast?: () => boolean;
  replies: QuickReplies;
  /** What the gateway offers besides. */
  entries: readonly Entry[];
}

/** The field to write in. */
export function Composer(props: ComposerProps) {
  const { to, reachable, draft, write, send, takesFocus = true, editLast, replies, entries } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [emojiOpen, setEmojiOpen] = useState(false);
  const words = text.value;
  const label = words.write(to);
  const key = sendKey.value;
  useLayoutEffect(() => {
    if (takesFocus && matchMedia("(pointer: fine)").matches) field.current?.focus({ preventScroll: true });
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
  const insert = (piece: string) => {
    const area = field.current!;
    area.setRangeText(piece, area.selectionStart, area.selectionEnd, "end");
    write(area.value);
  };
  if (!reachable) {
    return (
      <div ref={place} class="composer-place">
        <p class="composer soft">{words.cannotWrite}</p>
      </div>
    );
  }
  const items = () => {
    const use = (reply: string) => {
      insert(reply);
      field.current?.focus();
    };
    return composerItems({ replies, draft, entries, use, edit: openQuickReplies });
  };
  const closeEmoji = (back: boolean) => {
    setEmojiOpen(false);
    if (back) field.current?.focus();
  };
  return (
    <div ref={place} class="composer-place">
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <MenuButton label={words.quickRepliesAndMore} icon="plus" items={items} />
        <textarea
          ref={field}
          rows={1}
          dir={writingDirectionOf(draft)}
          aria-label={label}
          aria-describedby="write-hint"
          placeholder={label}
          enterkeyhint={key === "enter" ? "send" : "enter"}
          value={draft}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (sends(event, key)) submit();
            else if (!(draft === "" && goesBack(event) && editLast?.())) return;
            event.preventDefault();
          }}
          onPaste={({ clipboardData, currentTarget }) => {
            const pasted = clipboardData?.getData("text/plain") ?? "";
            if (clipboardData?.files.length && pasted === "") say(words.onlyTexts);
            // Before it is there: the browser would look for its direction at once.
            if (!writingDirectionOf(draft + pasted)) currentTarget.removeAttribute("dir");
          }}
        />
        <EmojiButton open={emojiOpen} toggle={() => (emojiOpen ? closeEmoji(true) : setEmojiOpen(true))} />
        <button
          type="submit"
          class="send"
          aria-label={words.send}
          title={words.send}
          aria-disabled={draft.trim() === ""}
        >
          <Icon name="send" />
        </button>
        <p id="write-hint" class="write-hint soft">
          {words.writeHints(controlKey())[key]}
        </p>
      </form>
      {emojiOpen && <EmojiPlace insert={insert} close={closeEmoji} />}
      <QuickRepliesPlace replies={replies} />
    </div>
  );
}
