// What browsers and Node can do since when, by MDN's data.

import { createRequire } from "node:module";
import type { CompatData, Identifier, SupportStatement } from "@mdn/browser-compat-data";

const data = createRequire(import.meta.url)("@mdn/browser-compat-data") as CompatData;

/** What the parts run in. Edge has Chrome's versions. */
export const engines = ["chrome", "firefox", "safari", "nodejs"] as const;

/** Something that a part runs in. */
export type Engine = (typeof engines)[number];

/** A version for each of some engines. */
export type Versions = Partial<Record<Engine, string>>;

/** A version that no engine has reached. */
export const never = "Infinity";

/** Less than 0 when the version `a` is older than `b`, more than 0 when it is newer. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (let i = 0; i < Math.max(left!.length, right!.length); i++) {
    const [l, r] = [left![i] ?? 0, right![i] ?? 0];
    if (l !== r) return l < r ? -1 : 1;
  }
  return 0;
}

/** A feature by its name in MDN's data, such as `javascript.builtins.Array.at`. */
export function feature(name: string): Identifier | undefined {
  let found: unknown = data;
  for (const part of name.split(".")) found = (found as Record<string, unknown> | undefined)?.[part];
  return found as Identifier | undefined;
}

/** The names of the features right below another one. */
export function featuresBelow(name: string): string[] {
  const parent = feature(name);
  if (!parent) throw new Error(`MDN's data has no ${name}`);
  return Object.keys(parent).filter((key) => key !== "__compat" && key !== "__meta");
}

/** Whether MDN's data says since when a feature is there. */
export function isKnown(name: string): boolean {
  return feature(name)?.__compat !== undefined;
}

/**
 * The first version from which on an engine has the whole feature, without a prefix and without a switch; undefined
 * when nothing is known about the engine.
 */
export function addedIn(name: string, engine: Engine): string | undefined {
  const support = feature(name)?.__compat?.support;
  if (!support?.[engine]) return undefined;
  const version = firstWhole(support[engine]);
  // An extension for Firefox is one for Android's too, but for what that never has.
  const android = engine === "firefox" && name.startsWith("webextensions.") && support.firefox_android;
  const there = android ? firstWhole(android) : never;
  return there !== never && compareVersions(there, version) > 0 ? there : version;
}

function firstWhole(support: SupportStatement): string {
  const versions = [support]
    .flat()
    .filter((one) => !one.flags && !one.prefix && !one.alternative_name && !one.partial_implementation)
    .filter((one) => !one.version_removed && typeof one.version_added === "string" && one.version_added !== "preview")
    .map((one) => String(one.version_added).replace("≤", ""));
  return versions.sort(compareVersions)[0] ?? never;
}

/** Whether an engine of a version has nothing of a feature, as far as is known. */
export function isMissing(name: string, engine: Engine, version: string): boolean {
  const support = feature(name)?.__compat?.support[engine];
  if (!support) return false;
  return ![support]
    .flat()
    .some(({ version_added: added, version_removed: removed, flags, alternative_name: other }) => {
      if (typeof added !== "string" || added === "preview" || flags || other) return false;
      const isThere = compareVersions(added.replace("≤", ""), version) <= 0;
      return isThere && (typeof removed !== "string" || compareVersions(removed.replace("≤", ""), version) > 0);
    });
}
