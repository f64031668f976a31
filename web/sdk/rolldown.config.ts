// Builds the npm package into dist/npm.

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "rolldown";

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const output = fromRoot("dist/npm");
const version = /Version = "(.+)"/.exec(readFileSync(fromRoot("core/version.go"), "utf8"))![1]!;

/**
 * Makes a function of wasm_exec.js. Run in a page it would put Go and stand-ins for Node's globals
 * in place when index.js is imported; a function does so when it is called, and on whatever it is given as globalThis.
 */
function goRuntime(): Plugin {
  const name = "go-runtime";
  // The file writes by the global fs that it has put in place.
  const head = "const fs = { writeSync: (...args) => globalThis.fs.writeSync(...args) };";
  return {
    name,
    resolveId: (source) => (source === name ? `\0${name}` : undefined),
    load: (id) =>
      id === `\0${name}`
        ? `export default function (globalThis) {\n${head}\n${readFileSync(fromRoot("web/wasm_exec.js"), "utf8")}\n}`
        : undefined,
  };
}

/** Adds what is not made of the source. */
function packageFiles(): Plugin {
  return {
    name: "package-files",
    writeBundle() {
      copyFileSync(fromRoot("bin/qqmusicpm.wasm"), `${output}/qqmusicpm.wasm`);
      copyFileSync(fromRoot("web/wasm_exec.js"), `${output}/wasm_exec.js`);
      copyFileSync(fromRoot("LICENSE"), `${output}/LICENSE`);
      copyFileSync(fromRoot("web/sdk/qqmusicpm.wasm.d.ts"), `${output}/qqmusicpm.wasm.d.ts`);
      copyFileSync(fromRoot("web/sdk/README.md"), `${output}/README.md`);
      const description = JSON.parse(readFileSync(fromRoot("web/sdk/package.template.json"), "utf8"));
      writeFileSync(`${output}/package.json`, `${JSON.stringify({ ...description, version }, null, 2)}\n`);
    },
  };
}

export default defineConfig({
  input: fromRoot("web/sdk/src/index.ts"),
  platform: "neutral",
  transform: { target: "es2022", define: { PACKAGE_VERSION: JSON.stringify(version) } },
  plugins: [goRuntime(), packageFiles()],
  output: { dir: output, cleanDir: true, format: "es", sourcemap: true },
});
