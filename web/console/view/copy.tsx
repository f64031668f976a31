import { useCopy } from "../../common/copy.ts";
import { text } from "../words/words.ts";

interface CopyProps {
  what: () => string;
  /** What it copies, for those who do not see where it stands. */
  name: string;
  /** What the button says; "Copy" where nothing is given. */
  label?: string;
}

/** A button that copies a text. */
export function Copy({ what, name, label: says = text.value.copy }: CopyProps) {
  const [copy, copied] = useCopy();
  const label = copied ? text.value.copied : says;
  return (
    <button type="button" class="small" aria-label={`${label}: ${name}`} onClick={() => copy(what())}>
      {label}
    </button>
  );
}
