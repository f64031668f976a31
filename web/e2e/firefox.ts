// Runs the browser suites in Firefox, and those of the extension there: all of them, or those that depend most on the engine
// with the argument "selection".

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { leftOut } from "./left-out.js";

/** Sign-in, list, thread, places, outbox, storage, export, search and the package: as much as `make test` has time for. */
const selection = [
  "inbox-start",
  "inbox-list",
  "inbox-places",
  "inbox-outbox",
  "inbox-storage",
  "inbox-backup",
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
const isSelection = process.argv[2] === "selection";
const wanted = isSelection ? selection : files.filter((file) => !whole.some((left) => left.file === file));

// The extension waits more than it works: it is begun first.
const paths = ["firefox-extension/extension", ...wanted].map((file) => `${folder}${file}${ending}`);
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=3", ...paths], {
  stdio: "inherit",
  env: { ...process.env, ENGINE: "firefox" },
});
if (!isSelection) {
  for (const { file, why } of whole) console.log(`﹣ ${file} # ${why}`);
  console.log(`ℹ skipped ${whole.length}`);
}
process.exitCode = status ?? 1;
