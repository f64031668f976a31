// The parts that have minimum versions, and the built files that each consists of.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Engine } from "./compat.ts";

/** A path below the root of the project. */
export const fromRoot = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

/** The name of a part. */
export type PartName = "module" | "sdk" | "sdkWithPolicy" | "inbox" | "console" | "extension";

/** A part of the project that runs in browsers. */
export interface Part {
  engines: readonly Engine[];
  /** The files from which all others of the part are found: pages, scripts, style sheets and modules of WebAssembly. */
  entries: (engine: Engine) => string[];
  /** What it needs and no file shows. */
  also: readonly string[];
  /** What its pages say by themselves when it is missing. */
  says?: readonly string[];
}

const browsers = ["chrome", "firefox", "safari"] as const;

// The pages are served with a policy that allows WebAssembly and no eval; see internal/siteserver/headers.go.
const policy = ["http.headers.Content-Security-Policy.script-src.wasm-unsafe-eval"];
const goModule = ["web/wasm_exec.js", "bin/qqmusicpm.wasm"];

/** The parts. */
export const parts: Record<PartName, Part> = {
  module: { engines: browsers, entries: () => goModule, also: [] },
  sdk: { engines: [...browsers, "nodejs"], entries: () => ["dist/npm/index.js", "dist/npm/qqmusicpm.wasm"], also: [] },
  sdkWithPolicy: {
    engines: browsers,
    entries: () => ["dist/npm/index.js", "dist/npm/qqmusicpm.wasm"],
    also: policy,
  },
  inbox: { engines: browsers, entries: () => ["dist/site/index.html", "dist/site/qqmusicpm.wasm"], also: policy },
  console: {
    engines: browsers,
    entries: () => ["dist/site/console.html", "dist/site/wasm_exec.js", "dist/site/qqmusicpm.wasm"],
    also: policy,
    says: ["WebAssembly"],
  },
  extension: {
    engines: ["chrome", "firefox"],
    entries: (engine) => extensionFiles(`dist/extension${engine === "firefox" ? "-firefox" : ""}`),
    also: policy,
  },
};

/** The parts that have pages. */
export const pages: readonly PartName[] = ["inbox", "console", "extension"];

/** The names of the parts. */
export const partNames = Object.keys(parts) as PartName[];

function extensionFiles(folder: string): string[] {
  const names = readdirSync(fromRoot(folder)).filter((name) => /\.(?:html|js|wasm)$|^manifest\.json$/.test(name));
  return names.map((name) => `${folder}/${name}`);
}

/** The files that a page asks for with elements of its own, but for the one that runs in every browser. */
export function filesOfPage(path: string): string[] {
  const page = readFileSync(fromRoot(path), "utf8");
  const addresses = [...page.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.(?:js|css))"/g)];
  const ofNewer = addresses.filter(([, address]) => !address!.includes("browser-check"));
  return ofNewer.map(([, address]) => join(dirname(path), address!));
}
