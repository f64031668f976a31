import { parseCookies } from "./login-cookies.ts";
import { hostIn, type NamedValue } from "./login-values.ts";

/** The cookies of a command that the developer tools copied: for curl or wget in bash or cmd, or for PowerShell. */
export function parseCommand(text: string): NamedValue[] {
  const cookies = powerShellCookies(text);
  if (!/\b(?:curl|wget|https?)\b/i.test(text)) return cookies;
  return [...cookies, ...cookieTexts(shellWords(text)).flatMap(parseCookies)];
}

const powerShellCookie = /Net\.Cookie\(\s*"([^"\n]*)"\s*,\s*"([^"\n]*)"(?:\s*,\s*"[^"\n]*"\s*,\s*"([^"\n]*)")?/g;

function powerShellCookies(text: string): NamedValue[] {
  return [...text.matchAll(powerShellCookie)].map(([, name = "", value = "", domain = ""]) => ({
    name,
    value,
    host: hostIn(domain),
  }));
}

function cookieTexts(words: string[]): string[] {
  return words.flatMap((word, i) => {
    if (word === "-b" || word === "--cookie") return words[i + 1] ?? [];
    return /^(?:-b|--cookie=|(?:-H|--header=)?\s*cookie\s*:)([\s\S]+)/i.exec(word)?.[1] ?? [];
  });
}

/** The words of a command. A quote that nobody closes goes to the end. */
function shellWords(text: string): string[] {
  const cmd = /\^["\n]/.test(text);
  const command = cmd ? text.replace(/\^([\s\S])/g, (_, next: string) => (next === "\n" ? "" : next)) : text;
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < command.length;) {
    const [piece, end] = cmd && command[at] !== '"' ? plainPiece(command, at) : pieceAt(command, at);
    if (piece !== undefined) word = (word ?? "") + piece;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
    at = end;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** A piece of a word and where it ends; none at a space, which ends the word. */
type Piece = [piece: string | undefined, end: number];

function pieceAt(command: string, at: number): Piece {
  const next = command[at + 1];
  switch (command[at]) {
    case "'":
      return quotedPiece(command, at + 1, "'", false);
    case '"':
      return quotedPiece(command, at + 1, '"', true);
    case "$":
      return next === "'" ? quotedPiece(command, at + 2, "'", true) : ["$", at + 1];
    case "\\":
      return [next === "\n" ? undefined : next, at + 2];
    default:
      return plainPiece(command, at);
  }
}

function plainPiece(command: string, at: number): Piece {
  const char = command[at]!;
  return [/\s/.test(char) ? undefined : char, at + 1];
}

// What is escaped stays so: no part of a login has such characters.
function quotedPiece(command: string, from: number, quote: string, escapes: boolean): Piece {
  let end = from;
  while (end < command.length && command[end] !== quote) end += escapes && command[end] === "\\" ? 2 : 1;
  return [command.slice(from, end), end + 1];
}
