import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { browserCheck, syntaxTarget } from "./browser-check.ts";
import { goRuntime, version } from "./sdk-build.ts";
import { bundledLicenses, writeBundleNotices } from "./third-party-notices.ts";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const modulePath = fromHere("../bin/qqmusicpm.wasm");
const runtimePath = fromHere("wasm_exec.js");
const output = fromHere("../dist/site");

/** Puts the module and the Go runtime beside the pages, under their own names. */
function goModule(): Plugin {
  return {
    name: "go-module",
    apply: "build",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "qqmusicpm.wasm", source: readFileSync(modulePath) });
      this.emitFile({ type: "asset", fileName: "wasm_exec.js", source: readFileSync(runtimePath) });
    },
  };
}

/** Puts the notices of what is bundled beside the pages. */
function notices(): Plugin {
  return { name: "notices", writeBundle: () => writeBundleNotices(output, "site") };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  define: { MODULE_BYTES: statSync(modulePath).size, PACKAGE_VERSION: JSON.stringify(version) },
  plugins: [goRuntime(), goModule(), notices(), browserCheck({ "/index.html": "inbox", "/console.html": "console" })],
  build: {
    target: syntaxTarget("inbox", "console"),
    license: { fileName: bundledLicenses },
    outDir: output,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // A module that a part needs is asked for by the part alone: Firefox would keep the failure of an earlier link.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === "js" ? files.filter((file) => file.endsWith(".css")) : files,
    },
    reportCompressedSize: false,
    rolldownOptions: { input: { index: fromHere("index.html"), console: fromHere("console.html") } },
  },
});
