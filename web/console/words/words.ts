import { computed } from "@preact/signals";
import { language, type Language } from "../../common/language.ts";
import { en } from "./en.ts";
import { zh, type Words } from "./zh.ts";

const words: Record<Language, Words> = { zh, en };

/** All that the page says, in the language in use. */
export const text = computed(() => words[language.value]);
