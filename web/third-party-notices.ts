// What is built says what it holds of others, and under which licences.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const fromRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const ofTheModule = fromRoot("bin/module-licenses.json");

/** What bundled packages were made of and do not say the licence of themselves. Kept by hand, for one version of each. */
const withinPackages = fromRoot("web/licenses-within.json");

/** The name under which Vite lists the licences of what it bundles, for build.license. */
export const bundledLicenses = "licenses.json";

/** Writes the notices into the folder of a product: of the module, and of what is in lists of what else it holds. */
export function writeNotices(folder: string, ...lists: string[]): void {
  const text = execFileSync(fromRoot("bin/notices"), ["write", ofTheModule, ...lists]);
  writeFileSync(join(folder, "THIRD_PARTY_NOTICES"), text);
}

/** Writes the notices into the folder of a product of Vite. Its list of packages moves to dist/licenses, where a release looks at it. */
export function writeBundleNotices(folder: string, product: string): void {
  mkdirSync(fromRoot("dist/licenses"), { recursive: true });
  const list = fromRoot(`dist/licenses/${product}.json`);
  renameSync(join(folder, bundledLicenses), list);
  checkWithin(list);
  writeNotices(folder, list, withinPackages);
}

function checkWithin(list: string): void {
  const bundled = read<{ name: string; version: string }>(list).map(({ name, version }) => `${name}@${version}`);
  for (const { within } of read<{ within: string }>(withinPackages)) {
    if (!bundled.includes(within)) {
      throw new Error(
        `${within} is not bundled: see what the package is made of now, and change web/licenses-within.json`,
      );
    }
  }
}

const read = <Entry>(list: string) => JSON.parse(readFileSync(list, "utf8")) as Entry[];
