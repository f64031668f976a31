import type { Session } from "../../sdk/src/index.ts";
import { nameOf } from "../model/conversation.ts";
import { fold, wordsOf } from "../model/fold.ts";

const names = new WeakMap<Session, string>();

/**
 * The conversations that a query may mean, those called so before those that have it in their number, each in the order of
 * the list: all where nothing is written.
 */
export function conversationsNamed(conversations: readonly Session[], query: string): readonly Session[] {
  const words = wordsOf(query);
  if (words.length === 0) return conversations;
  const [called, numbered]: [Session[], Session[]] = [[], []];
  for (const one of conversations) {
    if (isCalled(one, words)) called.push(one);
    else if (words.length === 1 && hasNumber(one, words[0]!)) numbered.push(one);
  }
  return [...called, ...numbered];
}

function isCalled(conversation: Session, words: readonly string[]): boolean {
  const name = foldedName(conversation);
  return words.every((word) => name.includes(word));
}

function hasNumber({ user }: Session, number: string): boolean {
  const { uin = "", encryptUin = "" } = user ?? {};
  return uin.includes(number) || encryptUin.toLowerCase() === number;
}

// Folded once: with thousands of conversations every key would wait for it.
function foldedName(conversation: Session): string {
  const known = names.get(conversation) ?? fold(nameOf(conversation));
  names.set(conversation, known);
  return known;
}
