import { languageTag } from "../../common/language.ts";

/** How numbers are written in the language in use. */
export function numbers(): Intl.NumberFormat {
  return new Intl.NumberFormat(languageTag.value);
}
