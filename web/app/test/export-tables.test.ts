// Tables (CSV): what is in them, and that no spreadsheet runs a cell.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { csvRow, defused } from "../export/csv-cells.ts";
import { asCsv, fileOf, texts } from "./export-files.ts";
import { me, message } from "./messages.ts";
import { seeded } from "./seeded.ts";

/** The rows of a table as a program reads it that parts cells by this sign. A quote counts at a cell's beginning alone. */
function rowsOf(table: string, separator = ","): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < table.length; i++) {
    const mark = table[i]!;
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (table[i + 1] === '"') cell += table[++i];
      else quoted = false;
    } else if (mark === '"' && cell === "") quoted = true;
    else if (mark === separator || mark === "\n") {
      rows.at(-1)!.push(cell.replace(/\r$/, ""));
      cell = "";
      if (mark === "\n") rows.push([]);
    } else cell += mark;
  }
  rows.pop();
  return rows;
}

const runs = (cell: string) => /^[\s"\p{C}\p{M}\p{Default_Ignorable_Code_Point}]*[=+\-@]/u.test(cell.normalize("NFKC"));

describe("a cell", () => {
  for (const [what, text, safe] of [
    ["of words", "a=b", "a=b"],
    ["of nothing", "", ""],
    ["with a formula", "=1+1", "'=1+1"],
    ["with a plus", "+1", "'+1"],
    ["with a minus", "-1", "'-1"],
    ["with an at sign", "@SUM(1)", "'@SUM(1)"],
    ["with a tab before", "\t=1", "'\t'=1"],
    ["that begins with a tab", "\tx", "'\tx"],
    ["that begins with a carriage return", "\rx", "'\nx"],
    ["with full-width signs", "＝1", "'＝1"],
    ["with small signs", "﹢1", "'﹢1"],
    ["with invisible characters before", "\u200b\u2060\ufeff=1", "\u200b\u2060\ufeff'=1"],
    ["with marks of direction before", "\u202e=1", "\u202e'=1"],
    ["with a combining mark before", "\u0301=1", "\u0301'=1"],
    ["with spaces before", "  @x", "  '@x"],
    ["with a filler of Hangul before", "\u3164=1", "\u3164'=1"],
    ["with a formula behind a semicolon", "a;=1", "a;'=1"],
    ["with a formula behind a tab", "a\t=1", "a\t'=1"],
    ["with a formula on another line", "a\n=1", "a\n'=1"],
    ["with a formula behind a semicolon and a quote", 'a;"=1', "a;\"'=1"],
    ["with a control before", "\u0001=1", "\ufffd=1"],
  ] as const) {
    it(`${what} is not run`, () => assert.equal(defused(text), safe));
  }

  it("is not run by a sign of a formula in any form that Unicode has of it", () => {
    const inAnyForm = (sign: string) => "=+-@".includes(sign.normalize("NFKC"));
    const signs = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(inAnyForm);
    assert.deepEqual(
      signs.filter((sign) => defused(`${sign}1`) !== `'${sign}1`),
      [],
    );
  });

  it("is quoted, with its quotes doubled", () => {
    assert.equal(csvRow(["a", 'b"c', "d,e", "f\ng"]), '"a","b""c","d,e","f\ng"\r\n');
  });
});

describe("a table", () => {
  it("begins with the mark of UTF-8 and the names of its columns", async () => {
    const table = await fileOf(asCsv, ["n", []]);
    assert.equal(
      table,
      '\ufeff"conversation","conversation_id","time","local_time","sender","side","type","title","text","link","deleted","id"\r\n',
    );
  });

  it("has a row for each message, oldest first", async () => {
    const picture = { pic: "https://p.example/1.jpg", content: "" };
    const table = await fileOf(asCsv, [
      "nick",
      [message(3, { msgType: 2, metaData: picture }), message(2, { fromUser: me }), message(1, { time: 0 })],
    ]);
    assert.deepEqual(rowsOf(table).slice(1), [
      ["nick", "s0", "", "", "nick 2", "them", "text", "", "text 1", "", "", "1"],
      ["nick", "s0", "2026-05-28T20:26:42.000Z", "2026-05-28 20:26:42", "Me", "me", "text", "", "text 2", "", "", "2"],
      [
        "nick",
        "s0",
        "2026-05-28T20:26:43.000Z",
        "2026-05-28 20:26:43",
        "nick 2",
        "them",
        "picture",
        "",
        "",
        "https://p.example/1.jpg",
        "",
        "3",
      ],
    ]);
  });

  it("gives every text back, but for what is defused", async () => {
    const written = ['a"b', "c,d;e", "f\r\ng", "h\u2028i", "j"];
    const rows = rowsOf(await fileOf(asCsv, ["n", texts(...written)])).slice(1);
    assert.deepEqual(
      rows.map((row) => row[8]),
      ["j", "h\ni", "f\ng", "c,d;e", 'a"b'],
    );
  });

  it("has no cell that runs, whatever is in the messages and whatever parts the cells", async () => {
    const seed = Date.now();
    const random = seeded(seed);
    const marks = [
      "=",
      "+",
      "-",
      "@",
      "＝",
      "＠",
      "﹣",
      ";",
      ",",
      "\t",
      "\n",
      "\r",
      '"',
      "'",
      " ",
      "\u200b",
      "\u202e",
      "\u0301",
      "a",
      "1",
      "|",
    ];
    const any = () => Array.from({ length: random.below(8) }, () => marks[random.below(marks.length)]).join("");
    const messages = Array.from({ length: 2000 }, (_, i) =>
      message(i + 1, { fromUser: { ...me, uin: "7", nick: any() }, metaData: { content: any() || "x", title: any() } }),
    ).reverse();
    const table = (await fileOf(asCsv, [any(), messages])).slice(1);
    for (const separator of [",", ";", "\t"]) {
      for (const cell of rowsOf(table, separator).flat()) {
        assert.ok(!runs(cell), `seed ${seed}, parted by ${JSON.stringify(separator)}: ${JSON.stringify(cell)}`);
      }
    }
    assert.equal(rowsOf(table).length, 2001, `seed ${seed}`);
  });
});
