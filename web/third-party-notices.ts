// What is built says what it holds of others, and under which licences.

import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const fromRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const ofTheModule = fromRoot("bin/module-licenses.json");

/** The name under which Vite lists the licences of what it bundles, for build.license. */
export const bundledLicenses = "licenses.json";

/** Writes the notices into the folder of a product that has the module in it and bundles no package. */
export function writeNotices(folder: string, ...lists: string[]): void {
  const text = execFileSync(fromRoot("bin/notices"), ["write", ofTheModule, ...lists]);
  writeFileSync(join(folder, "THIRD_PARTY_NOTICES"), text);
}

/** The same for a product of Vite. Its list of packages moves to dist/licenses, where a release looks at it. */
export function writeBundleNotices(folder: string, product: string): void {
  mkdirSync(fromRoot("dist/licenses"), { recursive: true });
  const list = fromRoot(`dist/licenses/${product}.json`);
  renameSync(join(folder, bundledLicenses), list);
  writeNotices(folder, list);
}
