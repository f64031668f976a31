import type { Message, User } from "../../sdk/src/index.ts";
import { kindOf, type Kind } from "../model/kinds.ts";
import { cleanName, reachOf } from "../model/clean.ts";
import { webAddress } from "../model/links.ts";
import { sideOf, type Self } from "../model/sides.ts";
import type { Words } from "./zh.ts";

/** A message in one line. However long its text is, only the beginning is looked at. */
export function previewOf(message: Message, words: Words): string {
  const kind = kindOf(message);
  switch (kind.kind) {
    case "text":
      return lineOf(kind.text, words);
    case "media":
      return kind.complete ? (kind.video ? words.videoInLine : words.pictureInLine) : words.mediaInLine;
    case "card":
      return `${kind.song ? words.songInLine : words.cardInLine} ${cleanName(kind.meta.title, 80)}`;
    case "nothing":
      return words.lost[kind.why];
    case "pat":
      return words.patInLine;
    case "tip":
      return cleanName(kind.text, longest);
    case "unknown":
      return [words.unknownInLine, inLine(kind, words)].filter((part) => part !== "").join(" ");
  }
}

// What can be read of a message of a kind that nobody knows.
function inLine({ meta, text }: Extract<Kind, { kind: "unknown" }>, words: Words): string {
  const said = cleanName(meta.title, 80) || cleanName(text, longest);
  return said || (meta.pic === "" ? (webAddress(meta.url)?.host ?? "") : words.pictureInLine);
}

/** Who wrote the newest message of a conversation with `peer`, where that has to be said; otherwise "". */
export function senderInLine(message: Message, peer: User | null, self: Self, words: Words): string {
  if (kindOf(message).kind === "tip") return "";
  const side = sideOf(message, peer, self);
  return side === "me" ? words.me : side === "unknown" ? words.unknownSender : "";
}

/** Characters of a text in one line. */
const longest = 120;

// Behind a beginning that shows nothing there may be something.
function lineOf(text: string, words: Words): string {
  return cleanName(text, longest) || (text.length > reachOf(longest) ? words.ellipsisAll : words.emptyMessage);
}
