import { useEffect, useRef } from "preact/hooks";
import { Lazy } from "../ui/lazy.tsx";
import { LazyPart } from "../ui/lazy-part.ts";
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
  useEffect(() => {
    const leave = ({ target }: Event) => {
      const inside = target instanceof Element && (place.current?.contains(target) || target.closest(".emoji-button"));
      if (!inside) close(false);
    };
    addEventListener("pointerdown", leave);
    return () => removeEventListener("pointerdown", leave);
  }, []);
  return (
    <div
      ref={place}
      class="emoji-place"
      role="dialog"
      aria-label={text.value.emoji}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        close(true);
      }}
    >
      <Lazy part={picker}>{({ EmojiPicker }) => <EmojiPicker choose={insert} />}</Lazy>
    </div>
  );
}
