import type { Language } from "../../common/language.ts";
import type { EmojiRecord } from "./emoji.ts";

/** Loads the emoji with their names in a language. */
export async function loadEmoji(language: Language): Promise<readonly EmojiRecord[]> {
  const loaded = await (language === "zh"
    ? import("emoji-picker-element-data/zh/cldr/data.json")
    : import("emoji-picker-element-data/en/cldr/data.json"));
  return loaded.default;
}
