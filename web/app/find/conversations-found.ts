import type { Session } from "../../sdk/src/index.ts";
import { nameOf } from "../model/conversation.ts";
import { fold, wordsOf } from "../model/fold.ts";

const names = new WeakMap<Session, string>();

/** The conversations that a query may mean, by name or number, in the order of the list: all where nothing is written. */
export function conversationsNamed(conversations: readonly Session[], query: string): readonly Session[] {
  const words = wordsOf(query);
  return words.length === 0 ? conversations : conversations.filter((one) => isNamed(one, words));
}

function isNamed(conversation: Session, words: readonly string[]): boolean {
  const name = foldedName(conversation);
  if (words.every((word) => name.includes(word))) return true;
  const { uin = "", encryptUin = "" } = conversation.user ?? {};
  const [number] = words;
  return words.length === 1 && (uin.includes(number!) || encryptUin.toLowerCase() === number);
}

// Folded once: with thousands of conversations every key would wait for it.
function foldedName(conversation: Session): string {
  const known = names.get(conversation) ?? fold(nameOf(conversation));
  names.set(conversation, known);
  return known;
}
