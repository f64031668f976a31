import { Icon } from "../ui/icon.tsx";
import { text } from "../words/words.ts";

interface EmojiButtonProps {
  open: boolean;
  toggle: () => void;
}

/** The button that opens the emoji. */
export function EmojiButton({ open, toggle }: EmojiButtonProps) {
  const { emoji } = text.value;
  return (
    <button
      type="button"
      class="round emoji-button"
      aria-label={emoji}
      title={emoji}
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={toggle}
    >
      <Icon name="smile" />
    </button>
  );
}
