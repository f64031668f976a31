// Runs tests in other engines than Chromium: as much as `make test` has time for, in Firefox and in WebKit, or with the
// argument "firefox" all that Firefox can run.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { leftOut } from "./left-out.js";

/** What depends most on the engine: sign-in, list, thread, places, outbox, storage, export, search and the package. */
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
const testsIn = (where: string) =>
  readdirSync(`${folder}${where}`)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${where}${name.slice(0, -ending.length)}`);
const files = testsIn("");

const names = (row: string, file: string) => (row.endsWith("*") ? file.startsWith(row.slice(0, -1)) : file === row);
const unknown = [...Object.keys(leftOut.firefox), ...selection].filter(
  (row) => !files.some((file) => names(row, file)),
);
if (unknown.length > 0) throw new Error(`named for Firefox, and not there: ${unknown.join(", ")}`);

const whole = Object.entries(leftOut.firefox).flatMap(([row, why]) =>
  typeof why === "string" ? files.filter((file) => names(row, file)).map((file) => ({ file, why })) : [],
);
const isAllOfFirefox = process.argv[2] === "firefox";
const inFirefox = isAllOfFirefox ? files.filter((file) => !whole.some((left) => left.file === file)) : selection;
// WebKitGTK is a browser of Linux alone.
const inWebKit = isAllOfFirefox || process.platform !== "linux" ? [] : testsIn("webkit/");

// The extension waits more than it works: it is begun first.
const paths = ["firefox-extension/extension", ...inFirefox, ...inWebKit].map((file) => `${folder}${file}${ending}`);
const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=3", ...paths], {
  stdio: "inherit",
  env: { ...process.env, ENGINE: "firefox" }, // those in WebKit have a harness of their own
});
if (isAllOfFirefox) {
  for (const { file, why } of whole) console.log(`﹣ ${file} # ${why}`);
  console.log(`ℹ skipped ${whole.length}`);
}
process.exitCode = status ?? 1;
