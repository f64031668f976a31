// Whatever is pasted: it is read or refused, never thrown at, and in a time that grows with its length alone.
// SEED=n repeats a run.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readLogin, type Login } from "../model/login.ts";

const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
const read = (cookie: string) => readLogin({ musicid: "", musickey: "", cookie });

/** Random numbers below a bound; the same ones for the same seed. */
function randomNumbers(state: number): (bound: number) => number {
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

const below = randomNumbers(seed);
const oneOf = <T>(choices: readonly T[]): T => choices[below(choices.length)]!;
const some = <T>(choices: readonly T[], most: number): T[] =>
  Array.from({ length: below(most + 1) }, () => oneOf(choices));

type Pair = readonly [name: string, value: string];

const object = (pairs: Pair[]) => JSON.stringify(Object.fromEntries(pairs));
const cookieLine = (pairs: Pair[]) => pairs.map(([name, value]) => `${name}=${value}`).join("; ");
const forms: readonly (readonly [name: string, write: (pairs: Pair[]) => string])[] = [
  ["a line", cookieLine],
  ["a header", (pairs) => `Host: y.qq.com\r\nCookie: ${cookieLine(pairs)}\r\nAccept: */*`],
  ["lines", (pairs) => pairs.map(([name, value]) => `${name}=${value}`).join("\r\n")],
  ["wide marks", (pairs) => pairs.map(([name, value]) => `${name}＝${value}`).join("；")],
  ["names and values in JSON", object],
  ["JSON below names", (pairs) => `{"code":0,"data":{"one":${object(pairs)}}}`],
  ["a list of cookies", (pairs) => JSON.stringify(pairs.map(([name, value]) => ({ domain: ".qq.com", name, value })))],
  ["cookies.txt", (pairs) => pairs.map(([name, value]) => `.qq.com\tTRUE\t/\tFALSE\t0\t${name}\t${value}`).join("\n")],
  ["a table", (pairs) => pairs.map(([name, value]) => `${name}\t${value}\t.y.qq.com\t/\tSession`).join("\n")],
  ["curl for bash", (pairs) => `curl 'https://y.qq.com/' \\\n  -b '${cookieLine(pairs)}'`],
  ["curl for cmd", (pairs) => `curl ^"https://y.qq.com/^" ^\r\n  -H ^"cookie: ${cookieLine(pairs)}^"`],
  ["fetch", (pairs) => `fetch("https://y.qq.com/", {"headers": {"cookie": ${JSON.stringify(cookieLine(pairs))}}});`],
];

const keyCharacters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"];
const otherPairs: readonly Pair[] = [
  ["pgv_pvid", "1234567890"],
  ["login_type", "1"],
  ["ts_last", "y.qq.com/n/ryqq"],
  ["psrf_qqopenid", ""],
  ["RK", "g3+dJbZVaE"],
  ["nick", "%E5%B0%8F%E5%91%A8"],
];

function randomLogin(): { login: Login; pairs: Pair[] } {
  const isWechat = below(2) === 1;
  const digits = Array.from({ length: isWechat ? 18 : 5 + below(6) }, () => below(10)).join("");
  const musicid = `1${digits}`;
  const musickey = (isWechat ? "W_X_" : "Q_H_L_") + Array.from({ length: 60 }, () => oneOf(keyCharacters)).join("");
  const idName = isWechat ? "wxuin" : "uin";
  const pairs: Pair[] = [
    ...some(otherPairs, 4),
    [idName, isWechat ? musicid : oneOf([musicid, `o0${musicid}`])],
    ...some(otherPairs, 4),
    [oneOf(["qm_keyst", "qqmusic_key"]), musickey],
    ...some(otherPairs, 4),
  ];
  return { login: { musicid, musickey }, pairs: below(2) === 1 ? pairs.reverse() : pairs };
}

/** Puts marks into a text that no one sees. */
function withUnseen(text: string): string {
  const at = below(text.length + 1);
  return `\ufeff${text.slice(0, at)}${oneOf(["\u200b", "\u200d", "\u2060", "\u00ad"])}${text.slice(at)}`;
}

describe("a login that is written in one form or another", () => {
  for (const [name, write] of forms) {
    it(`is read out of ${name}`, () => {
      for (let i = 0; i < 200; i++) {
        const { login, pairs } = randomLogin();
        const text = write(pairs);
        assert.deepEqual(read(below(2) === 1 ? withUnseen(text) : text), { login }, `SEED=${seed}: ${text}`);
      }
    });
  }
});

const pieces = [
  ...["uin", "wxuin", "qm_keyst", "musickey", "musicid", "name", "value", "cookie", "curl ", "-b ", "-H ", "TRUE", "/"],
  ...[
    "=",
    ":",
    ";",
    ",",
    "\t",
    "\n",
    " ",
    "  ",
    '"',
    "'",
    "`",
    "\\",
    "\\u",
    "\\x4",
    "$'",
    "^",
    '^"',
    "^\n",
    "%",
    "%3D",
  ],
  ...["{", "}", "[", "]", "(", ")", '{"uin":', '[{"', "Net.Cookie(", "Q_H_L_", "W_X_", "12345", "0", "o0", "1e400"],
  ...[
    "；",
    "＝",
    "：",
    "“",
    "”",
    "\u200b",
    "\u3000",
    "\ud800",
    "😀",
    "\u0000",
    "__proto__",
    "constructor",
    ".y.qq.com",
  ],
];

// Of spaces alone the two fields count, which are empty.
const faults =
  /^(?:missingId|nothingPasted|notALogin|cookieWithoutId|cookieWithoutKey|idNotDigits|idTooLong|keyNotText)$/;

function isReadOrRefused(text: string): void {
  const result = read(text);
  if ("fault" in result) return assert.match(result.fault, faults);
  assert.match(result.login.musicid, /^[1-9]\d{0,18}$/);
  assert.match(result.login.musickey, /^[\x21-\x7e]+$/);
}

describe("a text that is anything", () => {
  it("is a login or is refused", () => {
    for (let i = 0; i < 2000; i++) {
      const text = some(pieces, 40).join("");
      assert.doesNotThrow(() => isReadOrRefused(text), `SEED=${seed}: ${JSON.stringify(text)}`);
    }
  });

  it("may be in the two fields as well", () => {
    for (let i = 0; i < 2000; i++) {
      const typed = { musicid: some(pieces, 10).join(""), musickey: some(pieces, 10).join(""), cookie: "" };
      assert.doesNotThrow(() => readLogin(typed), `SEED=${seed}: ${JSON.stringify(typed)}`);
    }
  });

  // One whose time grew with the square of the length would take hours.
  for (const [name, piece] of [
    ["a letter", "a"],
    ["a line end", "\n"],
    ["a tab", "\t"],
    ["an opened object", "{"],
    ["an object", '{"uin":1,"a":2}'],
    ["a quote", '"'],
    ["an escaped quote", '\\"'],
    ["a name", "uin "],
    ["a cookie", "uin=1;"],
    ["a line of cookies.txt", "a TRUE / TRUE 1 "],
    ["a cookie of PowerShell", 'Net.Cookie("'],
    ["an escape of cmd", '^"'],
  ] as const) {
    it(`may be a megabyte of ${name}`, () =>
      isReadOrRefused(`curl '{"${piece.repeat(Math.ceil(1_000_000 / piece.length))}!=`));
  }
});
