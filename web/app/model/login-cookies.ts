import { anySpelling, hostIn, loginNames, type NamedValue } from "./login-values.ts";

// Longer names are those of nothing that a login has.
const longestName = 64;

/** The cookies in a value that is a whole line of them, such as that of the header `Cookie`; otherwise the value itself. */
export function cookiesWithin(value: NamedValue): NamedValue[] {
  const cookies = value.value.includes(";") ? parseCookies(value.value) : [];
  return cookies.length > 0 ? cookies : [value];
}

/** The cookies of a text as `document.cookie`, a request header or lines of `name=value` have them. */
export function parseCookies(text: string): NamedValue[] {
  const cookies: NamedValue[] = [];
  for (const part of text.split(/[;\n]/)) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    // What stands before the name, such as "Cookie:", belongs to the text around.
    const name = /([\w.-]+)\s*$/.exec(part.slice(Math.max(0, at - longestName), at))?.[1];
    if (name !== undefined) cookies.push({ name, value: part.slice(at + 1), host: "" });
  }
  return cookies;
}

const cookieHeader = /^[ \t]*(?:set-)?cookie[ \t]*[:\t]\s*(.+)/gim;

/** The cookies of the headers that are named so, among others which may have `name=value` too. */
export function parseHeaders(text: string): NamedValue[] {
  return [...text.matchAll(cookieHeader)].flatMap(([, value = ""]) => parseCookies(value));
}

// The domain, whether its subdomains too, the path, whether for https alone, the end, the name and the value.
const cookieFileLine = /^(?:#HttpOnly_)?(\S+)\s+(?:TRUE|FALSE)\s+\/\S*\s+(?:TRUE|FALSE)\s+-?[\d.]+\s+(\S+)[ \t]*(.*)/i;

/** The cookies of a cookies.txt, or of a table that was copied from the developer tools. */
export function parseCookieTable(text: string): NamedValue[] {
  const cookies: NamedValue[] = [];
  let columns = columnsOf([]);
  for (const line of text.split("\n")) {
    const [, domain = "", name = "", value = ""] = cookieFileLine.exec(line) ?? [];
    if (name !== "") {
      cookies.push({ name, value, host: hostIn(domain) });
      continue;
    }
    const cells = line.split(/\t| {2,}/).map((cell) => cell.trim());
    if (cells.length < 2 || line.startsWith("#")) continue;
    const titles = columnsOf(cells);
    if (titles.titled) columns = titles;
    else cookies.push(cookieIn(cells, columns));
  }
  return cookies;
}

interface Columns {
  titled: boolean;
  name: number;
  value: number;
  host: number;
}

function columnsOf(titles: string[]): Columns {
  const find = (pattern: RegExp) => titles.findIndex((title) => pattern.test(title));
  const name = find(/^(name|key|名称|名字)$/i);
  const value = find(/^(value|值|数值|内容)$/i);
  if (name < 0 || value < 0) return { titled: false, name: 0, value: 1, host: -1 };
  return { titled: true, name, value, host: find(/^(domain|host|域|域名|网域|主机)$/i) };
}

function cookieIn(cells: string[], columns: Columns): NamedValue {
  const host = columns.host < 0 ? cells.slice(2).map(hostIn).find(Boolean) : hostIn(cells[columns.host] ?? "");
  return { name: cells[columns.name] ?? "", value: cells[columns.value] ?? "", host: host ?? "" };
}

const assignment = new RegExp(
  `(?:^|[^\\w-])(${loginNames.map(anySpelling).join("|")})\\\\?["'\`]?[ \\t]*[:=][ \\t]*\\\\?["'\`]?([^\\s;,&|"'\`\\\\<>(){}[\\]]*)`,
  "gi",
);

/** The values that any text gives to the names of a login, as `name: value`, `name='value'` and the like. */
export function parseAssignments(text: string): NamedValue[] {
  return [...text.matchAll(assignment)].map(([, name = "", value = ""]) => ({ name, value, host: "" }));
}

// More than a line or two is not a number and a key alone.
const longestBare = 1000;

/** The number and the key where a text has them without a name. */
export function parseBare(text: string): NamedValue[] {
  if (text.length > longestBare) return [];
  const words = text.match(/[\w=%@.-]+/g) ?? [];
  const keys = words.filter((word) => /^(?:Q_H_L|W_X)_./.test(word));
  const ids = words.filter((word) => /^o?\d{5,19}$/.test(word));
  // Of two numbers nobody knows which it is.
  const id = new Set(ids).size === 1 ? ids.slice(0, 1) : [];
  return [
    ...keys.map((value) => ({ name: "musickey", value, host: "" })),
    ...id.map((value) => ({ name: "musicid", value, host: "" })),
  ];
}
