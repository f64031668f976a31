import { computed } from "@preact/signals";
import { language, type Language } from "../../common/language.ts";
import type { EmojiGroup } from "./emoji.ts";

/** What the emoji say. */
interface EmojiWords {
  search: string;
  groups: Record<EmojiGroup, string>;
  nothing: string;
  found: (count: number) => string;
}

const zh: EmojiWords = {
  search: "搜索表情",
  groups: {
    smileys: "笑脸与情感",
    people: "人物",
    animals: "动物与自然",
    food: "食物与饮料",
    travel: "旅行与地点",
    activities: "活动",
    objects: "物品",
    symbols: "符号",
    flags: "旗帜",
  },
  nothing: "没有找到表情",
  found: (count) => `找到 ${count} 个表情`,
};

const en: EmojiWords = {
  search: "Search emoji",
  groups: {
    smileys: "Smileys and emotion",
    people: "People",
    animals: "Animals and nature",
    food: "Food and drink",
    travel: "Travel and places",
    activities: "Activities",
    objects: "Objects",
    symbols: "Symbols",
    flags: "Flags",
  },
  nothing: "No emoji found",
  found: (count) => `${count} emoji found`,
};

const words: Record<Language, EmojiWords> = { zh, en };

/** All that the emoji say, in the language in use. */
export const emojiText = computed(() => words[language.value]);
