import { computed, effect, signal } from "@preact/signals";
import { keep, kept } from "./kept.ts";
import { en } from "./words/en.ts";
import { zh, type Words } from "./words/zh.ts";

/** A language of the page. */
export type Language = "zh" | "en";

const remembered = "qqmusicpm.language";
const words: Record<Language, Words> = { zh, en };

/** The language in use: the one chosen before, or the browser's. */
export const language = signal<Language>(firstLanguage());

/** All that the page says, in the language in use. */
export const text = computed(() => words[language.value]);

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

effect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  document.title = text.value.title;
});
