// Values out of cookies by their names, those of the host that is nearest to the site first.

import { percentDecoded } from "./login-text.ts";
import { bareName, type NamedValue } from "./login-values.ts";

/** A value without what was around it, and how near its host is to the site: 0 is nearest. */
export interface PlacedValue {
  /** Its name in the one spelling that all have in common. */
  name: string;
  value: string;
  rank: number;
}

/** Finds the values of names that have one, in the order of the names; those of one name as their hosts have it. */
export function finder(values: readonly NamedValue[]): (names: readonly string[]) => PlacedValue[] {
  const byName = new Map<string, PlacedValue[]>();
  for (const { name: spelled, value: text, host } of values) {
    const rank = rankOf(host);
    // What was encoded may have quotes of its own.
    const value = unquoted(percentDecoded(unquoted(text)));
    if (rank === undefined || /^(?:|null|None|undefined)$/.test(value)) continue;
    const name = bareName(spelled);
    const others = byName.get(name);
    if (others) others.push({ name, value, rank });
    else byName.set(name, [{ name, value, rank }]);
  }
  return (names) => names.flatMap((name) => nearestFirst(byName.get(bareName(name)) ?? []));
}

/** The same values, those of the nearest host first. */
export const nearestFirst = (values: readonly PlacedValue[]): PlacedValue[] =>
  [...values].sort((one, other) => one.rank - other.rank);

const hosts = ["y.qq.com", ".y.qq.com", ".qq.com", ""];

/** How near a cookie's host is to the site; undefined when it has nothing to do with it. */
function rankOf(host: string): number | undefined {
  const at = hosts.indexOf(host);
  if (at >= 0) return at;
  return /(^|\.)qq\.com$/.test(host) ? hosts.length : undefined;
}

/** A value without the quotes, brackets and commas that were copied with it. */
export function unquoted(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && ` \t\n"'\`\\`.includes(text[start]!)) start++;
  while (start < end && ` \t\n"'\`\\;,)}]`.includes(text[end - 1]!)) end--;
  return text.slice(start, end);
}
