import { useCopy } from "../../common/copy.ts";
import { text } from "../words/words.ts";

/** A button that copies a text. */
export function Copy({ what, name }: { what: () => string; name: string }) {
  const [copy, copied] = useCopy();
  const label = copied ? text.value.copied : text.value.copy;
  return (
    <button type="button" class="small" aria-label={`${label}: ${name}`} onClick={() => copy(what())}>
      {label}
    </button>
  );
}
