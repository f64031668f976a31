import { computed, effect } from "@preact/signals";
import { language, type Language } from "../common/language.ts";
import { en } from "./words/en.ts";
import { zh, type Words } from "./words/zh.ts";

export { language, type Language };

const words: Record<Language, Words> = { zh, en };

/** All that the page says, in the language in use. */
export const text = computed(() => words[language.value]);

effect(() => {
  document.title = text.value.title;
});
