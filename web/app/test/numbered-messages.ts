import type { Message } from "../../sdk/src/index.ts";
import { nothingKnown, type History } from "../archive/history.ts";
import { ingest, type MessagesPage } from "../archive/ingest.ts";
import { message } from "./messages.ts";

/** What a page is judged by when nothing happened. */
export const none = { now: 1000, keepsGone: false, isNewer: () => false };

/** Messages by number: "m7" with sequence, sort time and time 7. */
export const numbered = (...numbers: number[]): Message[] =>
  numbers.map((n) => message(n, { id: `m${n}`, sequence: n, sortTime: n, time: n }));

/** A page of such messages, asked for before one of them. */
export const page = (numbers: number[], hasMore: boolean, before?: number): MessagesPage => ({
  messages: numbered(...numbers),
  hasMore,
  before: before === undefined ? undefined : `m${before}`,
});

/** A page of messages of which nothing tells the order but their places in it: the newest is first. */
export const unordered = (numbers: number[], hasMore: boolean): MessagesPage => ({
  messages: numbers.map((n) => message(n, { id: `m${n}`, sequence: 0, sortTime: 0, time: 0 })),
  hasMore,
});

/** What is known when pages came one after the other. */
export const read = (...pages: MessagesPage[]) =>
  pages.reduce((known, one) => ingest(known, one, none).history, nothingKnown);

/** A history as text: `m1 m2 … m5`, with … for a gap, also before the first. */
export function drawn(history: History): string {
  return history.pieces
    .flatMap(({ run, joined }) => [
      ...(joined ? [] : ["…"]),
      ...run.messages.map((m) => (m.goneAt ? `(${m.id})` : m.id)),
    ])
    .join(" ");
}
