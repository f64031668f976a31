// Builds the extension: a folder and an archive for Chromium, and the same for Firefox.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { goRuntime, version } from "../sdk-build.ts";
import { manifestFor, type Browser } from "./manifest.ts";
import { zip } from "./pack/zip.ts";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const product = "qqmusic-private-message-extension";
const output: Record<Browser, string> = {
  chrome: fromHere("../../dist/extension"),
  firefox: fromHere("../../dist/extension-firefox"),
};
const archive: Record<Browser, string> = {
  chrome: fromHere(`../../dist/${product}.zip`),
  firefox: fromHere(`../../dist/${product}-firefox.zip`),
};

/** Leaves out what reads files in Node, and with it the only import whose address is not a constant. */
function withoutNode(): Plugin {
  return {
    name: "without-node",
    enforce: "pre",
    resolveId: (source) => (basename(source) === "node-files.ts" ? fromHere("pack/no-files.ts") : undefined),
  };
}

/** Adds what is not made of the source, and packs it all. */
function extensionFiles(): Plugin {
  return {
    name: "extension-files",
    writeBundle() {
      cpSync(fromHere("_locales"), join(output.chrome, "_locales"), { recursive: true });
      cpSync(fromHere("icons"), join(output.chrome, "icons"), { recursive: true });
      cpSync(fromHere("../../bin/qqmusicpm.wasm"), join(output.chrome, "qqmusicpm.wasm"));
      cpSync(fromHere("../../LICENSE"), join(output.chrome, "LICENSE"));
      rmSync(output.firefox, { recursive: true, force: true });
      cpSync(output.chrome, output.firefox, { recursive: true });
      for (const browser of ["chrome", "firefox"] as const) {
        const manifest = `${JSON.stringify(manifestFor(browser, version), null, 2)}\n`;
        writeFileSync(join(output[browser], "manifest.json"), manifest);
        writeFileSync(archive[browser], zip(filesOf(output[browser])));
      }
    },
  };
}

function filesOf(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name: relative(folder, path).replaceAll("\\", "/"), bytes: readFileSync(path) };
    });
}

export default defineConfig({
  root: fromHere("."),
  base: "./",
  publicDir: false,
  logLevel: "warn",
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  plugins: [withoutNode(), goRuntime(), extensionFiles()],
  build: {
    outDir: output.chrome,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        panel: fromHere("panel.html"),
        inbox: fromHere("inbox.html"),
        options: fromHere("options.html"),
        background: fromHere("background/main.ts"),
      },
      output: {
        entryFileNames: ({ name }) => (name === "background" ? "background.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
