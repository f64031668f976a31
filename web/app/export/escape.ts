// Texts of strangers, made harmless for the formats that are read by people. Nothing is taken out of them that can be
// seen. Each of these takes time in proportion to the length of its text, whatever is in it.

const otherControls = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;

/**
 * What a text has of which something is to be made, or half of a character, as a regular expression has it in brackets:
 * most texts have none.
 */
export const oddMarks = "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ud800-\\udfff";
const odd = new RegExp(`[${oddMarks}]`);

/** A text with one kind of line end, and visible signs for controls and broken characters. */
export function plainText(text: string): string {
  if (!odd.test(text)) return text;
  return text
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, "\n")
    .replace(otherControls, "\ufffd")
    .replace(/\p{Cs}/gu, "\ufffd");
}

/** A text on one line. */
export function oneLine(text: string): string {
  return plainText(text).replaceAll("\n", " ");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const oddInHtml = new RegExp(`[&<>"'${oddMarks}]`);

/** A text for HTML, inside of an element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  if (!oddInHtml.test(text)) return text;
  return plainText(text).replace(/[&<>"']/g, (mark) => entities[mark]!);
}

// What turns the reading direction would also turn the marks around the text; these end all of it.
const turns = /[\u202a-\u202e\u2066-\u2069]/;

/** A line that leaves the reading direction of what follows as it was. */
export function isolate(line: string): string {
  return turns.test(line) ? `${line}${endOfTurns(line)}` : line;
}

const endOfEmbedding = "\u202c";
const endOfIsolate = "\u2069";

function endOfTurns(line: string): string {
  const open: string[] = [];
  let isolates = 0;
  for (const [mark] of line.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (mark === endOfEmbedding) {
      if (open.at(-1) === endOfEmbedding) open.pop();
    } else if (mark === endOfIsolate) {
      // It ends what was begun within its isolate too; each of them is taken away once.
      if (isolates === 0) continue;
      while (open.pop() === endOfEmbedding);
      isolates--;
    } else if (mark >= "\u2066") {
      isolates++;
      open.push(endOfIsolate);
    } else open.push(endOfEmbedding);
  }
  return open.reverse().join("");
}

// Without one of these a line means nothing in Markdown.
const oddInMarkdown = /[\\`*_{}[\]<>()#!|~&@$^:"%.+=\-\s\u202a-\u202e\u2066-\u2069]/;

/** One line for Markdown: words, and nothing that means anything in it. */
export function escapeMarkdown(line: string): string {
  if (!oddInMarkdown.test(line)) return line;
  return isolate(
    line
      .replace(/[\\`*_{}[\]<>()#!|~&@$^:"%]/g, "\\$&")
      // Many readers make a link of it.
      .replace(/(www)\./gi, "$1\\.")
      .replace(/^(\s*)([-+=.])/, "$1\\$2")
      .replace(/^(\s*\d+)([.)])/, "$1\\$2")
      .replace(/^\s+/, (space) => "&nbsp;".repeat(space.length))
      .trimEnd(),
  );
}

/** An address for Markdown, as a link in every reader: the brackets cannot be inside of it. */
export function markdownLink(url: URL): string {
  const href = url.href.replace(/[\\`|<>\s]/g, (mark) => encodeURIComponent(mark));
  return `<${href}>`;
}
