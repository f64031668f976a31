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
    // A backtick takes the meaning of the character behind it away.
    value: value.replace(/`(.)/g, "$1"),
    host: hostIn(domain),
  }));
}

function cookieTexts(words: string[]): string[] {
  return words.flatMap((word, i) => {
    if (word === "-b" || word === "--cookie") return words[i + 1] ?? [];
    return /^(?:-b|--cookie=|(?:-H|--header=)?\s*cookie\s*:)([\s\S]+)$/i.exec(word)?.[1] ?? [];
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
      return quotedPiece(command, at + 1, "'", (body) => body, false);
    case '"':
      return quotedPiece(command, at + 1, '"', (body) => body.replace(/\\([\\"$`\n])/g, unescapedChar), true);
    case "$":
      return next === "'" ? quotedPiece(command, at + 2, "'", ansiText, true) : ["$", at + 1];
    case "\\":
      return [next === undefined || next === "\n" ? undefined : next, at + 2];
    default:
      return plainPiece(command, at);
  }
}

const unescapedChar = (_: string, next: string) => (next === "\n" ? "" : next);

function plainPiece(command: string, at: number): Piece {
  const char = command[at]!;
  return [/\s/.test(char) ? undefined : char, at + 1];
}

function quotedPiece(
  command: string,
  from: number,
  quote: string,
  read: (body: string) => string,
  escapes: boolean,
): Piece {
  let end = from;
  while (end < command.length && command[end] !== quote) end += escapes && command[end] === "\\" ? 2 : 1;
  return [read(command.slice(from, end)), end + 1];
}

// What bash reads in $'...'.
function ansiText(body: string): string {
  return body.replace(
    /\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|([0-7]{1,3})|([\s\S]))/gi,
    (_, hex?: string, unicode?: string, octal?: string, char?: string) => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      return char === "n" || char === "r" ? "\n" : char === "t" ? "\t" : (char ?? "");
    },
  );
}
