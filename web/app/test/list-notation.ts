// Lists of conversations as texts: "a9 b7*2 …" are a conversation "a" of the sortTime 9 and one "b" of 7 with 2 unread
// messages, and there are more behind them. Each has a newest message that is named after it: "a9".

import type { Session, SessionPage } from "../../sdk/src/index.ts";
import type { KeptList } from "../archive/archive-store.ts";
import type { ListCircumstances } from "../archive/list-pages.ts";
import { message } from "./messages.ts";
import { conversation, listPage } from "./pages.ts";

/** The conversations that a text describes. */
export function conversations(text: string): Session[] {
  return [...text.matchAll(/([a-z]+)(\d+)(?:\*(\d+))?/g)].map(([, id, time, unread]) => {
    const number = Number(time);
    const newest = message(number, { id: `${id}${time}`, sequence: number, time: number, sortTime: number });
    return conversation(id!, number, { newest, newMsgCnt: Number(unread ?? 0) });
  });
}

/** The list that a text describes. Its unread messages are those of the conversations, unless others are said. */
export function list(text: string, unread?: number): KeptList {
  const found = conversations(text);
  const sum = found.reduce((all, one) => all + Number(one.newMsgCnt), 0);
  return { conversations: found, hasMore: text.endsWith("…"), unread: unread ?? sum };
}

/** The page that a text describes. */
export function page(text: string, unread?: number): SessionPage {
  const { conversations: found, hasMore, unread: all } = list(text, unread);
  return listPage(found, hasMore, all);
}

/** The text that describes conversations. */
export function named(found: readonly Session[]): string {
  return found
    .map(({ sessionId, sortTime, newMsgCnt, newMsg }) => {
      const other = newMsg?.id === `${sessionId}${sortTime}` ? "" : `(${newMsg?.id ?? ""})`;
      return `${sessionId}${sortTime}${other}${newMsgCnt ? `*${newMsgCnt}` : ""}`;
    })
    .join(" ");
}

/** The text that describes a list. */
export function drawn({ conversations: found, hasMore }: KeptList): string {
  return [named(found), ...(hasMore ? ["…"] : [])].join(" ");
}

const letters = "abcdefghijklmnopqrstuvwxyz";

/** A name that no other number has. */
export const unique = (n: number) => [n / 676, n / 26, n].map((one) => letters[Math.floor(one) % 26]).join("");

/** A page of so many conversations from a sortTime down, with more behind it. */
export const down = (from: number, length: number) =>
  `${Array.from({ length }, (_, i) => `${unique(from - i)}${from - i}`).join(" ")} …`;

/** Nothing happened here since pages were asked for. */
export const nothingHere: ListCircumstances = {
  isDeleted: () => false,
  isNewer: () => false,
  isDeletedMessage: () => false,
  readMark: () => undefined,
  isMine: () => false,
  countedBeside: () => 0,
  isCounted: false,
  doubted: false,
};
