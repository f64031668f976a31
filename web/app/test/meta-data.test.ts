// A content that came as a text.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { MetaData } from "../../sdk/src/index.ts";
import { emptyMeta } from "../model/kinds.ts";
import { readMetaData } from "../model/meta-data.ts";

const max = "9223372036854775807";
const min = "-9223372036854775808";
const full = {
  title: "标题",
  content: "内容",
  pic: "p",
  bizId: "b",
  bizType: 1,
  url: "u",
  width: 2,
  height: 3,
  duration: 4,
  size: 5,
};
const fullText =
  '{"title":"标题","content":"内容","pic":"p","biz_id":"b","biz_type":1,"url":"u","width":2,"height":3,"Duration":4,"Size":5}';

describe("the content in a text", () => {
  for (const [what, text, read] of [
    ["has all that is declared", fullText, full],
    ["has no field that is not declared", '{"content":"c","Color":"red","bizId":"b"}', { content: "c" }],
    ["may be empty", "{}", {}],
    ["has the default of what is null", '{"content":null,"width":null}', {}],
    [
      "has numbers as texts",
      '{"content":12,"biz_id":9007199254740993,"title":1.50}',
      { content: "12", bizId: "9007199254740993", title: "1.50" },
    ],
    ["has digits as integers", '{"width":"640","Size":"9223372036854775807"}', { width: 640, size: max }],
    [
      "keeps every digit of an integer",
      `{"Size":${max},"Duration":-9223372036854775808}`,
      { size: max, duration: min },
    ],
    ["has small integers as numbers", '{"Size":9007199254740991,"width":-0}', { size: 9007199254740991 }],
    [
      "has integers in any notation",
      '{"width":1.0,"height":6.4e2,"Size":900719925474099300e-2}',
      { width: 1, height: 640, size: "9007199254740993" },
    ],
    ["has an integer of many digits in any notation", '{"Size":922337203685477580.7E1}', { size: max }],
    [
      "has integers that are written with a fraction",
      '{"width":12.340e2,"height":12.34E+2}',
      { width: 1234, height: 1234 },
    ],
    ["has 0 in any notation", '{"width":0,"height":0.00,"Size":0e99,"Duration":-0e-9}', {}],
    ["has the default of what is far beyond 64 bits", '{"content":"c","Size":1e999999999}', { content: "c" }],
    ["has truth as an integer", '{"width":true,"height":false}', { width: 1 }],
    ["has no integer in an empty text", '{"width":""}', {}],
    ["has the default of a fraction", '{"Duration":1.5,"Size":1e-3,"width":1.00000000000000000001}', {}],
    ["has the default of what is beyond 64 bits", '{"Size":9223372036854775808,"width":"1e3","height":1e99}', {}],
    ["has the default of other types", '{"content":[1],"title":true,"pic":{},"width":[2],"height":{}}', {}],
    ["has the last of two of a name", '{"content":"a","content":"b"}', { content: "b" }],
    [
      "has texts with numbers as they are",
      '{"content":"1 \\" 2 \\\\","title":"{\\"a\\":3}"}',
      { content: '1 " 2 \\', title: '{"a":3}' },
    ],
    [
      "has nothing of a prototype that it names",
      '{"__proto__":{"content":"c","polluted":1},"constructor":{"prototype":{"pic":"p"}},"title":"t"}',
      { title: "t" },
    ],
    ["has no half of a character", '{"content":"\\ud83d!\\ud83d\\ude00"}', { content: "\ufffd!😀" }],
    ["may have space around", ' \n{ "content" : "c" } ', { content: "c" }],
  ] as [string, string, Partial<MetaData>][]) {
    it(what, () => assert.deepEqual(readMetaData(text), { ...emptyMeta, ...read }));
  }

  for (const text of ["", "你好", '"{}"', "[{}]", "null", "1", "{", '{"content":"c"} {}', "{'a':1}", "[".repeat(1e6)]) {
    it(`is none in ${text.slice(0, 20) || "nothing"}`, () => assert.equal(readMetaData(text), undefined));
  }
});
