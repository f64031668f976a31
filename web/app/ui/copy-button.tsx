import { useCopy } from "../../common/copy.ts";
import { text } from "../words/words.ts";

/** A button that copies a text. */
export function CopyButton({ label, what }: { label: string; what: string }) {
  const [copy, copied] = useCopy();
  return (
    <button type="button" class="button small" onClick={() => copy(what)}>
      {copied ? text.value.copied : label}
    </button>
  );
}
