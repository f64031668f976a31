// What the pages of the extension say, in the language chosen for the inbox. The browser itself takes the same texts
// from the same files for the manifest and for notifications.

import { language } from "../common/language.ts";
import en from "./_locales/en/messages.json" with { type: "json" };
import zh from "./_locales/zh_CN/messages.json" with { type: "json" };

/** The name of a text. */
export type MessageName = keyof typeof zh;

const words: Record<"zh" | "en", Record<MessageName, { message: string }>> = { zh, en };

/** A text in the language in use, with its `$1` filled in. */
export function say(name: MessageName, value = ""): string {
  return words[language.value][name].message.replace("$1", value);
}
