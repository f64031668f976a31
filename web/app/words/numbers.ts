import { computed } from "@preact/signals";
import { languageTag } from "../../common/language.ts";

// Making one takes as long as a row.
const format = computed(() => new Intl.NumberFormat(languageTag.value));

/** How numbers are written in the language in use. */
export function numbers(): Intl.NumberFormat {
  return format.value;
}
