import { computed } from "@preact/signals";
import { language, type Language } from "../../common/language.ts";

/** What the place for quick replies says. */
interface QuickRepliesWords {
  title: string;
  hint: string;
  none: string;
  textOf: (number: number) => string;
  add: string;
  newLabel: string;
  delete: (text: string) => string;
  deleted: string;
}

const zh: QuickRepliesWords = {
  title: "快捷回复",
  hint: "保存在这个账号所在的位置，移除账号时一并删除。在“+”菜单里点一下，就会填到光标处。",
  none: "还没有快捷回复。",
  textOf: (number) => `第 ${number} 条快捷回复`,
  add: "添加",
  newLabel: "新的快捷回复",
  delete: (text) => `删除“${text}”`,
  deleted: "已删除这条快捷回复",
};

const en: QuickRepliesWords = {
  title: "Quick replies",
  hint: "They are kept where this account is kept, and go with it. Choose one from the “+” menu to put it where the caret is.",
  none: "There are no quick replies yet.",
  textOf: (number) => `Quick reply ${number}`,
  add: "Add",
  newLabel: "New quick reply",
  delete: (text) => `Delete “${text}”`,
  deleted: "This quick reply is deleted",
};

const words: Record<Language, QuickRepliesWords> = { zh, en };

/** All that it says, in the language in use. */
export const quickRepliesText = computed(() => words[language.value]);
