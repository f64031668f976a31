import { oddMarks, plainText } from "./escape.ts";

// What no reader sees, and what a program may pass over before it looks for a formula.
const unseen = /[\s"\p{C}\p{M}\p{Default_Ignorable_Code_Point}]/u;

// A program that parts cells by another sign than the comma begins one here too, whatever the quotes say.
const parts = ";\t\n";

/** The signs of a formula, with those that are one of them in another form. */
const signs = "=+\\-@\\u207a\\u207c\\u208a\\u208c\\ufb29\\ufe62\\ufe63\\ufe66\\ufe6b\\uff0b\\uff0d\\uff1d\\uff20";
const formulaSigns = new RegExp(`[${signs}]`);

// Most cells stay as they are: those without one of these,
const oddInCell = new RegExp(`["\\t\\n${signs}${oddMarks}]`);

// and those that begin with what is seen and is no sign, and in which no cell can begin: a time, an id.
const begin = "^[0-9A-Za-z\\u4e00-\\u9fff]";
const harmless = new RegExp(`${begin}[^;\\t\\n]*$`);
const harmlessCell = new RegExp(`${begin}[^;"\\t\\n${oddMarks}]*$`);

/**
 * A text that no spreadsheet runs: an apostrophe stands before the sign of a formula (also in its full-width and small
 * forms) where a cell may begin with it, and before a tab or a line's end at the beginning.
 */
export function defused(text: string): string {
  const plain = plainText(text);
  let safe = "\t\n".includes(plain[0] ?? " ") ? "'" : "";
  if (!formulaSigns.test(plain) || harmless.test(plain)) return safe + plain;
  let done = 0;
  let at = 0;
  let isBegin = true;
  for (const mark of plain) {
    if (isBegin && formulaSigns.test(mark)) {
      safe += `${plain.slice(done, at)}'`;
      done = at;
      isBegin = false;
    } else isBegin = parts.includes(mark) || (isBegin && unseen.test(mark));
    at += mark.length;
  }
  return safe + plain.slice(done);
}

/** A row of a table as RFC 4180 has it. Every cell is quoted, and none is run. */
export function csvRow(cells: readonly string[]): string {
  let row = "";
  for (const cell of cells) row += row === "" ? csvCell(cell) : `,${csvCell(cell)}`;
  return `${row}\r\n`;
}

function csvCell(cell: string): string {
  const isPlain = cell === "" || harmlessCell.test(cell) || !oddInCell.test(cell);
  return isPlain ? `"${cell}"` : `"${defused(cell).replaceAll('"', '""')}"`;
}
