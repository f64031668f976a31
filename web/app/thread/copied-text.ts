import { cleanName, cleanText } from "../model/clean.ts";
import type { Kind } from "../model/kinds.ts";
import { webAddress } from "../model/links.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import { fullTime } from "../words/times.ts";
import type { Words } from "../words/zh.ts";
import type { MessageRow } from "./rows.ts";

/** The names that a copied text has. */
export interface CopyNames {
  words: Words;
  /** The name of the other side; "" when it has none. */
  peer: string;
  /** The language of the times, as Intl names it. */
  tag: string;
}

/** What of a message is copied: its text, what it leads to, or what it is. "" when there is nothing in it. */
export function copiedText(kind: Kind, words: Words): string {
  switch (kind.kind) {
    case "text":
    case "tip":
      return cleanText(kind.text);
    case "media":
      return lines([kind.meta.content, address(kind.meta.url) || address(kind.meta.pic)]) || words.mediaInLine;
    case "card":
      return lines([kind.meta.title, kind.meta.content, address(kind.meta.url)]);
    case "unknown":
      return lines([kind.meta.title, kind.text, address(kind.meta.url) || address(kind.meta.pic)]);
    case "pat":
    case "nothing":
      return "";
  }
}

/** A message with who wrote it and when in a line of its own; what nobody knows is left out. */
export function copiedWithName({ kind, side, time }: MessageRow, { words, peer, tag }: CopyNames): string {
  const names = { me: words.me, them: cleanName(peer) || words.noName, unknown: words.unknownSender, nobody: "" };
  const head = [names[side], fullTime(time, tag)].filter((part) => part !== "").join(" ");
  const said = copiedText(kind, words) || (kind.kind === "nothing" ? words.lost[kind.why] : words.patInLine);
  return lines([head, said]);
}

/** A message on its way with that it is one's own and when it was written. Its text is as it was written. */
export function copiedOutgoing({ text, writtenAt }: Pick<OutboxEntry, "text" | "writtenAt">, names: CopyNames): string {
  return `${names.words.me} ${fullTime(writtenAt / 1000, names.tag)}\n${text}`;
}

/** Several messages with names and times, in the order in which they are given, with an empty line between them. */
export function copiedSeveral(rows: readonly MessageRow[], names: CopyNames): string {
  return rows.map((row) => copiedWithName(row, names)).join("\n\n");
}

function lines(parts: readonly string[]): string {
  return parts
    .map(cleanText)
    .filter((part) => part !== "")
    .join("\n");
}

function address(text: string): string {
  return webAddress(text)?.href ?? "";
}
