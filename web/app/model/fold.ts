// Texts as a search compares them: whoever looks for "ＱＱ音乐" means "qq音乐" too.

// Controls but for those that part words, and what is there without being seen: joiners, marks of direction, variants.
const unseen = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\p{Default_Ignorable_Code_Point}]/gu;
const gaps = /\s+/g;

// A Chinese character, a small letter or a digit by itself: most of what is written, and there may be much of it.
const isFolded = /^[\u4e00-\u9fffa-z0-9]$/;

// What folds by itself, and is never marked in part: a character with its marks, an emoji with all that is joined to it, a
// flag, Korean letters that grow together.
const unit =
  /(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:[\p{M}\p{Emoji_Modifier}]*\u200d\p{Extended_Pictographic})*|[\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb\uffa1-\uffdc]+|\s+|[^])[\p{M}\p{Emoji_Modifier}\p{Default_Ignorable_Code_Point}\uff9e\uff9f]*/gu;

/**
 * A text as it is compared: full and half width, upper and lower case and compatible characters are the same, what cannot
 * be seen is not there, and any space is one.
 */
export function fold(text: string): string {
  return text
    .replace(unseen, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/ς/g, "σ") // which of them a word ends with depends on what follows
    .replace(gaps, " ");
}

/** The words of a query, folded: all of them are wanted. Each is there once. */
export function wordsOf(query: string): string[] {
  return [...new Set(fold(query).split(" "))].filter((word) => word !== "");
}

/** A part of a text, as code units from and up to. */
export type Span = readonly [from: number, to: number];

/**
 * Where folded words are in a text, in order and without overlaps. A character that is found in part is marked as a whole:
 * no pair of code units, emoji or letter with its marks is cut.
 */
export function spansOfWords(text: string, words: readonly string[]): Span[] {
  let folded = "";
  /** Where the folded units begin, and the units themselves. */
  const starts: number[] = [];
  const units: Span[] = [];
  for (const { 0: piece, index } of text.matchAll(unit)) {
    const part = isFolded.test(piece) ? piece : fold(piece);
    if (part === " " && folded.endsWith(" ")) continue;
    starts.push(folded.length);
    units.push([index, index + piece.length]);
    folded += part;
  }
  const spans: Span[] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0 && word !== ""; at = folded.indexOf(word, at + word.length)) {
      spans.push([units[unitAt(starts, at)]![0], units[unitAt(starts, at + word.length - 1)]![1]]);
    }
  }
  return joined(spans);
}

// The last unit that begins at a place or before it.
function unitAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function joined(spans: readonly Span[]): Span[] {
  const all: [number, number][] = [];
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/** Characters that are shown before the first word that was found. */
const before = 16;

/** The most code units of a piece of a text that is shown of it. */
const longest = 240;

/** A piece of a text on one line around the first of some folded words, with an ellipsis where something is left out. */
export function pieceAround(text: string, words: readonly string[]): string {
  const first = words.length === 0 ? 0 : (spansOfWords(text, words)[0]?.[0] ?? 0);
  let from = 0;
  let to = 0;
  let count = 0;
  const begins: number[] = [];
  for (const { 0: piece, index } of text.matchAll(unit)) {
    begins.push(index);
    if (index <= first) from = begins[Math.max(0, count - before)]!;
    if (index + piece.length - from > longest && index > first) break;
    to = index + piece.length;
    count++;
  }
  const end = Math.min(to, from + 4 * longest);
  const line = text.slice(from, end).replace(gaps, " ").trim();
  return `${from > 0 ? "…" : ""}${line}${end < text.length ? "…" : ""}`;
}
