// What bundling the sdk needs, for the package as for the pages that show the inbox.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const fromRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The version of the package, the same as the module's. */
export const version = /Version = "(.+)"/.exec(readFileSync(fromRoot("core/version.go"), "utf8"))![1]!;

/**
 * Makes a function of wasm_exec.js, as a plugin of Rolldown and Vite. Run in a page it would put Go and stand-ins for
 * Node's globals in place when index.js is imported; a function does so when it is called, and on whatever it is given
 * as globalThis.
 */
export function goRuntime() {
  const name = "go-runtime";
  // The file writes by the global fs that it has put in place.
  const head = "const fs = { writeSync: (...args) => globalThis.fs.writeSync(...args) };";
  return {
    name,
    resolveId: (source: string) => (source === name ? `\0${name}` : undefined),
    load: (id: string) =>
      id === `\0${name}`
        ? `export default function (globalThis) {\n${head}\n${readFileSync(fromRoot("web/wasm_exec.js"), "utf8")}\n}`
        : undefined,
  };
}
