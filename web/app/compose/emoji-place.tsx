import { useLayoutEffect, useRef } from "preact/hooks";
import { Lazy } from "../ui/lazy.tsx";
import { LazyPart } from "../ui/lazy-part.ts";
import { isForInputMethod } from "../ui/input-method.ts";
import { text } from "../words/words.ts";

const picker = new LazyPart(() => import("./emoji-picker.tsx"));

interface EmojiPlaceProps {
  /** Puts an emoji where the caret is. */
  insert: (emoji: string) => void;
  /** Closes it; with `back`, the field gets the focus. */
  close: (back: boolean) => void;
}

/** Where the emoji open, above the field. It stays open for more than one. */
export function EmojiPlace({ insert, close }: EmojiPlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.focus();
    const leave = ({ target }: Event) => {
      const inside = target instanceof Element && (place.current?.contains(target) || target.closest(".emoji-button"));
      if (!inside) close(false);
    };
    // Wherever the focus is: nothing else that is open has the key before this.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isForInputMethod(event) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopPropagation();
      close(true);
    };
    addEventListener("pointerdown", leave);
    addEventListener("keydown", onKey, true);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("keydown", onKey, true);
    };
  }, []);
  return (
    <div ref={place} class="emoji-place" role="dialog" aria-label={text.value.emoji} tabIndex={-1}>
      <Lazy part={picker}>{({ EmojiPicker }) => <EmojiPicker choose={insert} />}</Lazy>
    </div>
  );
}
