// What each reader of a pasted text finds in it, before anything is made of that.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseCommand } from "../model/login-command.ts";
import { parseBare, parseCookies, parseCookieTable, parseHeaders } from "../model/login-cookies.ts";
import { readJson } from "../model/login-json.ts";
import type { NamedValue } from "../model/login-values.ts";

/** Values as `name=value`, with the host behind an @ where there is one. */
const written = (values: readonly NamedValue[]) =>
  values.map(({ name, value, host }) => `${name}=${value}${host && `@${host}`}`).join(" | ");

function itFinds(
  parse: (text: string) => NamedValue[],
  cases: readonly (readonly [what: string, text: string, found: string])[],
): void {
  for (const [what, text, found] of cases) it(what, () => assert.equal(written(parse(text)), found));
}

describe("in a command are the cookies", () => {
  itFinds(parseCommand, [
    ["of none where it is no command", "-b uin=5", ""],
    ["of HTTPie", "http y.qq.com 'Cookie: uin=5'", "uin=5"],
    ["of an option behind several spaces", "curl a -b  'uin=5'", "uin=5"],
    ["of an option in the next line", "curl a -b \\\n 'uin=5'", "uin=5"],
    ["of an option without a value: none", "curl a -b", ""],
    ["of a header with space around its name", "curl a -H ' Cookie : uin=5'", "uin=5"],
    ["of no header whose name only ends so", "curl a -H 'X-Cookie: uin=5'", ""],
    ["of no header whose name only begins so", "curl a -H 'Cookies: uin=5'", ""],
    ["with a backslash at the end of single quotes", "curl a -b 'uin=5\\' -H 'Cookie: x=1'", "uin=5\\ | x=1"],
    ["with an escaped quote in quotes of their own kind", "curl a -b $'uin=5\\'6; x=1'", "uin=5\\'6 | x=1"],
    ["behind a variable", "curl a $X -b uin=5", "uin=5"],
    ["with an escaped mark in no quotes", "curl a -b uin=5\\;x=1", "uin=5 | x=1"],
    ["with a backslash at the end", "curl a -b uin=5\\", "uin=5"],
    ["with a caret, in bash", "curl a -b 'a=1^2; uin=5'", "a=1^2 | uin=5"],
    ["with carets, in cmd", 'curl ^"a^" -b ^"uin=5^"', "uin=5"],
    ["with a line end within, in cmd", 'curl ^"a^" -b uin=5^\n6', "uin=56"],
    ["with a quote that is none, in cmd", 'curl ^"a^" -b uin=it\'s;x=1', "uin=it's | x=1"],
    ["of PowerShell, without spaces", 'Net.Cookie("uin","5","/n",".y.qq.com")', "uin=5@.y.qq.com"],
    ["of PowerShell, with spaces", 'Net.Cookie( "uin" , "5" , "/n" , ".y.qq.com" )', "uin=5@.y.qq.com"],
    ["of PowerShell, without a host", 'Net.Cookie("uin", "5")', "uin=5"],
  ]);
});

describe("in a line of cookies are", () => {
  itFinds(parseCookies, [
    ["those with a name", "hello; uin=5; =6; 密=7; a=1", "uin=5 | a=1"],
    ["names without what stands before them", "Cookie: uin=5", "uin=5"],
    ["names without the space behind them", "uin =5", "uin=5"],
    ["long values", `uin=${"5".repeat(100)}`, `uin=${"5".repeat(100)}`],
  ]);
});

describe("in headers are the cookies", () => {
  itFinds(parseHeaders, [
    ["of both kinds", "Cookie: uin=5\nx: y=1\nSet-Cookie: a=1", "uin=5 | a=1"],
    ["of one with space around its name", "  Cookie : uin=5", "uin=5"],
    ["of none whose name only ends so", "X-Cookie: uin=5", ""],
    ["of none whose name only begins so", "Cookies: uin=5", ""],
    ["of none within another one", "Referer: a?cookie: uin=5", ""],
  ]);
});

describe("in a table of cookies are", () => {
  itFinds(parseCookieTable, [
    ["those of a line of cookies.txt", ".y.qq.com\tTRUE\t/n\tFALSE\t0\tuin\t5", "uin=5@.y.qq.com"],
    ["those of one with more spaces", ".y.qq.com  TRUE  /n  FALSE  0  uin  5", "uin=5@.y.qq.com"],
    ["those without a value", ".y.qq.com\tTRUE\t/\tFALSE\t0\tuin", "uin=@.y.qq.com"],
    ["none that are commented out", "# .y.qq.com\tTRUE\t/\tFALSE\t0\tuin\t5", ""],
    ["names and values without space around", "uin \t 5", "uin=5"],
    ["no lines with a single cell", "hello\nuin\t5", "uin=5"],
    ["hosts behind the value alone", "a.com\t5\t.y.qq.com", "a.com=5@.y.qq.com"],
    ["values below their titles", "value\tname\n5\tuin", "uin=5"],
    ["names in the first column below their title", "name\tvalue\nuin\t5", "uin=5"],
    ["no titles: a name without a value", "name\tx\nuin\t5", "name=x | uin=5"],
    ["no titles: a value without a name", "x\tvalue\nuin\t5", "x=value | uin=5"],
    ["no titles: a name that only ends so", "username\tvalue\nuin\t5", "username=value | uin=5"],
    ["no titles: a name that only begins so", "names\tvalue\nuin\t5", "names=value | uin=5"],
    ["no titles: a value that only ends so", "name\tmyvalue\nuin\t5", "name=myvalue | uin=5"],
    ["no titles: a value that only begins so", "name\tvalues\nuin\t5", "name=values | uin=5"],
    [
      "hosts of the column whose title is no more than that",
      "name\tvalue\tmyhost\thosts\thost\nuin\t5\ta.com\tb.com\t.y.qq.com",
      "uin=5@.y.qq.com",
    ],
  ]);
});

describe("in a short text are", () => {
  itFinds(parseBare, [
    ["a key and a number", "Q_H_L_a 12345", "musickey=Q_H_L_a | musicid=12345"],
    ["a number once, however often it is there", "12345 12345", "musicid=12345"],
    ["no number of two", "12345 54321", ""],
    ["no number with letters around it", "x12345 12345x", ""],
    ["no number of 4 or 20 digits", "1234 12345678901234567890", ""],
    ["no key with letters before it", "xQ_H_L_a", ""],
    ["those of a thousand characters", `Q_H_L_a${" ".repeat(993)}`, "musickey=Q_H_L_a"],
    ["none of more", `Q_H_L_a${" ".repeat(994)}`, ""],
    ["none without a word", "；", ""],
  ]);
});

describe("in JSON are, each object by itself and then all together,", () => {
  for (const [what, text, found] of [
    ["objects with more than one value", '{"a":{"uin":5},"b":{"x":1,"y":2}}', ["x=1 | y=2", "uin=5 | x=1 | y=2"]],
    ["values behind an object within", '{"a":{"x":1},"uin":5,"y":6}', ["uin=5 | y=6", "x=1 | uin=5 | y=6"]],
    ["values behind a list within", '{"a":["z","z"],"uin":5,"y":6}', ["uin=5 | y=6", "uin=5 | y=6"]],
    ["no values of a list", '["uin":5]', [""]],
    ["no values outside of all brackets", '{"uin":5} x: 6 {"y":7}', ["uin=5 | y=7"]],
    ["no name whose value was cut off", '{"uin":', [""]],
    [
      "values that are called a value, without a name",
      '{"value":"5","uin":"6"}',
      ["value=5 | uin=6", "value=5 | uin=6"],
    ],
    [
      "large numbers without their mark",
      "{uin: 5n, x: a5n, y: 5nx}",
      ["uin=5 | x=a5n | y=5nx", "uin=5 | x=a5n | y=5nx"],
    ],
    ["texts with their escapes read", String.raw`{"uin":"\u0041\u00e9\n\x4a\q\\\""}`, ['uin=Aé\nJq\\"']],
    ["nothing without brackets", '"uin":5', [""]],
  ] as const) {
    it(what, () => assert.deepEqual([...readJson(text)].map(written), found));
  }
});
