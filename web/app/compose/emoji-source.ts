/// <reference types="vite/client" />
import englishNames from "emoji-picker-element-data/en/cldr/data.json?url";
import chineseNames from "emoji-picker-element-data/zh/cldr/data.json?url";
import type { Language } from "../../common/language.ts";
import { LazyPart } from "../ui/lazy-part.ts";
import type { EmojiRecord } from "./emoji.ts";

/** The emoji with their names in each language: data of the page, which the browser need not read as a program. */
export const emojiData: Record<Language, LazyPart<readonly EmojiRecord[]>> = {
  zh: new LazyPart(() => readNames(chineseNames)),
  en: new LazyPart(() => readNames(englishNames)),
};

async function readNames(address: string): Promise<readonly EmojiRecord[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the names of the emoji: ${response.status}`);
  return (await response.json()) as readonly EmojiRecord[];
}
