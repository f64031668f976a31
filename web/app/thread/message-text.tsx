import { useState } from "preact/hooks";
import { OutsideLink } from "../ui/outside-link.tsx";
import { cleanText, isUnseen, shorten } from "../model/clean.ts";
import { text } from "../words/words.ts";
import { isOnlyEmoji } from "../model/kinds.ts";
import { findLinks } from "../model/links.ts";

/** Longer texts are cut until the reader wants all of it. */
const longest = 600;
const mostLines = 16;

/** The text of a message: text, and links that say where they lead. */
export function MessageText({ children }: { children: string }) {
  const [whole, setWhole] = useState(false);
  const full = cleanText(children);
  const shown = whole ? full : cut(full);
  if (isUnseen(full)) {
    const { emptyMessage, unseenMessage } = text.value;
    return <p class="message-text soft">{full.trim() === "" ? emptyMessage : unseenMessage}</p>;
  }
  const big = isOnlyEmoji(shown);
  return (
    <>
      <p class={big ? "message-text big" : "message-text"} dir="auto">
        {findLinks(shown).map((piece, i) =>
          piece.url ? (
            <OutsideLink key={i} address={piece.url.href}>
              {piece.text}
            </OutsideLink>
          ) : (
            piece.text
          ),
        )}
      </p>
      {shown !== full && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          {text.value.showAll}
        </button>
      )}
    </>
  );
}

function cut(full: string): string {
  const lines = full.split("\n");
  const fewer = lines.length > mostLines ? `${lines.slice(0, mostLines).join("\n")}…` : full;
  return shorten(fewer, longest);
}
