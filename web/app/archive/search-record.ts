import { kindOf } from "../model/kinds.ts";
import { sideOf, type Self, type Side } from "../model/sides.ts";
import { secondsOf } from "../model/times.ts";
import type { User } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "./history.ts";
import type { SearchedContent } from "./search-query.ts";

/** What messages without a text of their own are called where they are shown: who reads "[Picture]" may look for it. */
export interface SearchLabels {
  picture: string;
  video: string;
  song: string;
  card: string;
  pat: string;
}

/** A message as it is searched. */
export interface SearchRecord {
  id: string;
  /** What of it can be read; "" when nothing can: it is never found. */
  text: string;
  /** In Unix seconds; 0 when it is not known. */
  time: number;
  side: Side;
  contents: readonly SearchedContent[];
}

const someLink = /https?:\/\//i;
const none: readonly SearchedContent[] = [];
const aPicture: readonly SearchedContent[] = ["picture"];
const aLink: readonly SearchedContent[] = ["link"];

/** What is searched of a message of a conversation with `peer`. */
export function recordOf(message: ArchivedMessage, peer: User | null, self: Self, labels: SearchLabels): SearchRecord {
  const { text, contents, side = sideOf(message, peer, self) } = readable(message, labels);
  return { id: message.id, text, time: secondsOf(message.time) ?? 0, side, contents };
}

type Readable = Pick<SearchRecord, "text" | "contents"> & { side?: Side };

function readable(message: ArchivedMessage, labels: SearchLabels): Readable {
  const kind = kindOf(message);
  switch (kind.kind) {
    case "text":
      return { text: kind.text, contents: someLink.test(kind.text) ? aLink : none };
    case "media":
      return { text: kind.video ? labels.video : labels.picture, contents: aPicture };
    case "card": {
      const { title, content, url } = kind.meta;
      return { text: lines(kind.song ? labels.song : labels.card, title, content, url), contents: cardWith(url) };
    }
    case "nothing":
      return { text: "", contents: none, side: "nobody" };
    case "pat":
      return { text: labels.pat, contents: none };
    case "tip":
      return { text: kind.text, contents: none, side: "nobody" };
    case "unknown": {
      const { title, pic, url } = kind.meta;
      const contents: SearchedContent[] = [];
      if (pic !== "") contents.push("picture");
      if (someLink.test(url) || someLink.test(kind.text)) contents.push("link");
      const said = lines(title, kind.text, url);
      // A picture alone is called one, or no filter would find it.
      return { text: said === "" && pic !== "" ? labels.picture : said, contents };
    }
  }
}

function cardWith(url: string): readonly SearchedContent[] {
  return someLink.test(url) ? ["card", "link"] : ["card"];
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}
