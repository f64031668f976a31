import { Icon } from "../ui/icon.tsx";
import { text } from "../words/words.ts";
import type { Selection } from "./selection.ts";

interface TickProps {
  selection: Selection;
  /** The id of the message. */
  id: string;
  tabIndex: number;
}

/** The tick box of a message, while several are being selected. Pressing anything in the row ticks it. */
export function Tick({ selection, id, tabIndex }: TickProps) {
  return (
    <button
      type="button"
      role="checkbox"
      class="tick"
      aria-checked={selection.chosen.value.has(id)}
      aria-label={text.value.selectMessage}
      tabIndex={tabIndex}
    >
      <Icon name="check" />
    </button>
  );
}
