import type { Message } from "../../sdk/src/index.ts";
import { kindOf } from "../model/kinds.ts";
import { cleanName } from "../model/clean.ts";
import type { Words } from "./zh.ts";

/** A message in one line. */
export function previewOf(message: Message, words: Words): string {
  const kind = kindOf(message);
  switch (kind.kind) {
    case "text":
      return cleanName(kind.text, 120) || words.emptyMessage;
    case "media":
      return kind.complete ? (kind.video ? words.videoInLine : words.pictureInLine) : words.mediaInLine;
    case "card":
      return `${kind.song ? words.songInLine : words.cardInLine} ${cleanName(kind.meta.title, 80)}`;
    case "pat":
      return words.patInLine;
    case "tip":
      return cleanName(kind.text, 120);
    case "unknown":
      return words.unknownInLine;
  }
}
