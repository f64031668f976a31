import { useEffect, useRef } from "preact/hooks";
import { NotYet, useLater } from "../ui/later.tsx";
import { text } from "../words/words.ts";

interface EmojiPlaceProps {
  /** Puts an emoji where the caret is. */
  insert: (emoji: string) => void;
  /** Closes it; with `back`, the field gets the focus. */
  close: (back: boolean) => void;
}

/** Where the emoji open, above the field. It stays open for more than one. */
export function EmojiPlace({ insert, close }: EmojiPlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const later = useLater(() => import("./emoji-picker.tsx"));
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
      {later.part ? (
        <later.part.EmojiPicker choose={insert} />
      ) : (
        <NotYet later={later}>
          <button type="button" class="button small" onClick={() => close(true)}>
            {text.value.close}
          </button>
        </NotYet>
      )}
    </div>
  );
}
