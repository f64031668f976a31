// Histories as texts: "|1 2+3|7" are the messages 1 and 2 in a run, 3 in one that is joined to it, and 7 behind a gap;
// a "?" at the end says that they are doubted.

import type { History, Run } from "../archive/history.ts";
import { message } from "./messages.ts";

/** A run of messages. */
export function run(...numbers: number[]): Run {
  return { messages: numbers.map((number) => message(number)) };
}

/** The history that a text describes. */
export function history(text: string): History {
  const pieces = [...text.matchAll(/([|+])([\d ]+)/g)].map(([, sign, numbers]) => ({
    run: run(...numbers!.trim().split(" ").map(Number)),
    joined: sign === "+",
  }));
  return { pieces, doubted: text.endsWith("?") };
}

/** The text that describes a history. */
export function notation({ pieces, doubted }: History): string {
  const texts = pieces.map(({ run, joined }) => (joined ? "+" : "|") + run.messages.map(({ id }) => id).join(" "));
  return texts.join("") + (doubted ? "?" : "");
}
