// Runs the browser suites in Firefox, and those of the extension there: as much as `make test` has time for, or with the
// argument "all" all of them.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { leftOut } from "./left-out.js";

/** What depends most on the engine: sign-in, list, thread, places, outbox, storage, search and the package. */
const selection = [
  "inbox-start",
  "inbox-list",
  "inbox-places",
  "inbox-outbox",
  "inbox-storage",
  "inbox-find",
  "sdk-environments",
];

const folder = fileURLToPath(new URL(".", import.meta.url));
const ending = ".test.js";
const files = readdirSync(folder)
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length));

const names = (row: string, file: string) => (row.endsWith("*") ? file.startsWith(row.slice(0, -1)) : file === row);
const unknown = [...Object.keys(leftOut.firefox), ...selection].filter(
  (row) => !files.some((file) => names(row, file)),
);
if (unknown.length > 0) throw new Error(`named for Firefox, and not there: ${unknown.join(", ")}`);

const whole = Object.entries(leftOut.firefox).flatMap(([row, why]) =>
  typeof why === "string" ? files.filter((file) => names(row, file)).map((file) => ({ file, why })) : [],
);
const isAll = process.argv[2] === "all";
const wanted = isAll ? files.filter((file) => !whole.some((left) => left.file === file)) : selection;

// The extension waits more than it works: it is begun first.
const paths = ["firefox-extension/extension", ...wanted].map((file) => `${folder}${file}${ending}`);
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=3", ...paths], {
  stdio: "inherit",
  env: { ...process.env, ENGINE: "firefox" },
});
if (isAll) {
  for (const { file, why } of whole) console.log(`﹣ ${file} # ${why}`);
  console.log(`ℹ skipped ${whole.length}`);
}
process.exitCode = status ?? 1;
