// Names and texts that strangers wrote, made fit for a place in a sentence. Preact writes them as text; what is left to
// do is to keep what cannot be seen from changing how the rest reads.

// Controls, and what changes the direction of the text around it.
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const invisible =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]/g;
const piledMarks = /(\p{M}{3})\p{M}+/gu;

// The most code units of one character as a reader counts them: a family of four with the tones of their skins has 19.
// What is joined to more than this counts by its code points, so that a character is no way around a limit.
const longestCharacter = 32;

// Of these each code unit is a character, whatever stands beside it: letters and signs of ASCII, Chinese and their full-width forms.
const plain = /^[\u0020-\u007e\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Whether each code unit of a text is one character as a reader counts them. */
export const isPlain = (text: string): boolean => plain.test(text);

// Made when it is first needed: a browser takes long for it.
let segmenter: Intl.Segmenter | undefined;

/** A message's text without controls; its lines stay, and its direction is kept inside by the element that shows it. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd")
    .replace(piledMarks, "$1");
}

// What leaves no mark on a page: spaces, what is ignored where it is not known, and the empty pattern of Braille.
const unseen = /^[\s\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]*$/u;

/** Whether nothing of a text can be seen. */
export function isUnseen(text: string): boolean {
  return unseen.test(text);
}

/**
 * A name on one line, at most `limit` characters long; "" when nothing of it can be seen. However long the name is, only
 * its beginning is looked at.
 */
export function cleanName(name: string, limit = 60): string {
  const looked = beginning(name, limit);
  const line = looked
    .replace(/\s+/g, " ")
    .replace(controls, "")
    .replace(invisible, "")
    .replace(piledMarks, "$1")
    .trim();
  const short = shorten(line, limit);
  const cut = looked.length < name.length && line !== "" && short === line;
  return cut ? `${short}…` : short;
}

/**
 * At most `limit` characters as a reader counts them, with an ellipsis where something was left out. However long the
 * text is, only its beginning is looked at.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let count = 0;
  let end = 0;
  for (const character of characters(beginning(text, limit))) {
    if (count++ === limit) break;
    end += character.length;
  }
  return end === text.length ? text : `${text.slice(0, end).trimEnd()}…`;
}

/** The first character of a text as a reader counts them; "" when there is none. */
export function firstCharacter(text: string): string {
  if (isPlain(text.slice(0, 2))) return text.slice(0, 1);
  for (const character of characters(beginning(text, 2))) return character;
  return "";
}

/** How many code units of a text are looked at for so many characters: as many as they can have. */
export function reachOf(limit: number): number {
  return limit * longestCharacter;
}

// What is looked at, without half of a code point at its end.
function beginning(text: string, limit: number): string {
  const end = reachOf(limit);
  if (text.length <= end) return text;
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end);
}

// The characters as a reader counts them, or code points where the browser cannot tell: Firefox before 125.
function* characters(text: string): Iterable<string> {
  if (isPlain(text) || !("Segmenter" in Intl)) {
    yield* text;
    return;
  }
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(text)) {
    if (segment.length <= longestCharacter) yield segment;
    else yield* segment;
  }
}
