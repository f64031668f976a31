import type { Language } from "../../common/language.ts";
import { LazyPart } from "../ui/lazy-part.ts";
import type { EmojiRecord } from "./emoji.ts";

/** The emoji with their names in each language. */
export const emojiData: Record<Language, LazyPart<readonly EmojiRecord[]>> = {
  zh: new LazyPart(async () => (await import("emoji-picker-element-data/zh/cldr/data.json")).default),
  en: new LazyPart(async () => (await import("emoji-picker-element-data/en/cldr/data.json")).default),
};
