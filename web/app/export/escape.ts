// Texts of strangers, made harmless for the formats that are read by people. Nothing is taken out of them that can be seen.

const otherControls = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;

/** A text with one kind of line end, and visible signs for controls and broken characters. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, "\n")
    .replace(otherControls, "\ufffd")
    .replace(/\p{Cs}/gu, "\ufffd");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text for HTML, inside of an element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (mark) => entities[mark]!);
}

// What turns the reading direction would also turn the marks around the text; these end all of it.
const turns = /[\u202a-\u202e\u2066-\u2069]/;
const isolate = (line: string) => (turns.test(line) ? `${line}${endOfTurns(line)}` : line);

function endOfTurns(line: string): string {
  let open: string[] = [];
  for (const mark of line) {
    if (/[\u202a\u202b\u202d\u202e]/.test(mark)) open.push("\u202c");
    else if (/[\u2066-\u2068]/.test(mark)) open.push("\u2069");
    else if (mark === "\u202c" && open.at(-1) === "\u202c") open.pop();
    else if (mark === "\u2069" && open.includes("\u2069")) open = open.slice(0, open.lastIndexOf("\u2069"));
  }
  return open.reverse().join("");
}

/** One line for Markdown: words, and nothing that means anything in it. */
export function escapeMarkdown(line: string): string {
  return isolate(
    line
      .replace(/[\\`*_{}[\]<>()#!|~&@$^:"]/g, "\\$&")
      .replace(/^(\s*)([-+=.])/, "$1\\$2")
      .replace(/^(\s*\d+)([.)])/, "$1\\$2")
      .replace(/^\s+/, (space) => "&nbsp;".repeat(space.length))
      .trimEnd(),
  );
}
