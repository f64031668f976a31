import { computed, effect, signal } from "@preact/signals";
import { keep, kept, onKept } from "./kept.ts";

/** A language of the pages. */
export type Language = "zh" | "en";

const remembered = "qqmusicpm.language";

/** The language in use: the one chosen before, or the browser's. */
export const language = signal<Language>(firstLanguage());

/** The language in use, as HTML and Intl name it. */
export const languageTag = computed(() => (language.value === "zh" ? "zh-CN" : "en"));

function firstLanguage(): Language {
  const chosen = kept(remembered);
  if (chosen === "zh" || chosen === "en") return chosen;
  return /^zh\b/i.test(navigator.language) ? "zh" : "en";
}

/** Changes the language and remembers it. */
export function choose(chosen: Language): void {
  language.value = chosen;
  keep(remembered, chosen);
}

onKept(remembered, () => (language.value = firstLanguage()));

effect(() => {
  document.documentElement.lang = languageTag.value;
});
