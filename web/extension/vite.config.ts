// Builds the extension: a folder and an archive for Chromium, and the same for Firefox.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { createLogger, defineConfig, type Plugin } from "vite";
import { browserCheck, syntaxTarget } from "../browser-check.ts";
import { goRuntime, version } from "../sdk-build.ts";
import { bundledLicenses, writeBundleNotices } from "../third-party-notices.ts";
import { backgroundOf, manifestFor, type Browser } from "./manifest.ts";
import { startChunks } from "./pack/start-chunks.ts";
import { zip } from "./pack/zip.ts";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const product = "qqmusic-private-message-extension";
/** The folder of what is built; a test that builds it once more has one of its own. */
const dist = process.env.DIST ?? fromHere("../../dist");
const output: Record<Browser, string> = {
  chromium: join(dist, "extension"),
  firefox: join(dist, "extension-firefox"),
};
const archive: Record<Browser, string> = {
  chromium: join(dist, `${product}.zip`),
  firefox: join(dist, `${product}-firefox.zip`),
};

const browsers = ["chromium", "firefox"] as const;
const isBrowser = (name: string): name is Browser => browsers.some((browser) => browser === name);

/** Leaves out what reads files in Node, and with it the only import whose address is not a constant. */
function withoutNode(): Plugin {
  return {
    name: "without-node",
    enforce: "pre",
    resolveId: (source) => (source === "./node.ts" ? fromHere("pack/no-files.ts") : undefined),
  };
}

/** Takes away the one way in which Preact writes HTML, which would be that of strangers: text is all that is ever written. */
function withoutHtml(): Plugin {
  return {
    name: "without-html",
    transform(code, id) {
      if (basename(id) !== "preact.mjs") return null;
      const parts = code.split(/\w+\.innerHTML=\w+\.__html/);
      if (parts.length !== 2) this.error("Preact writes HTML in another way than it did");
      return parts.join('(()=>{throw Error("HTML is not written")})()');
    },
  };
}

/** Adds what is not made of the source, and packs it all. */
function extensionFiles(): Plugin {
  return {
    name: "extension-files",
    writeBundle() {
      cpSync(fromHere("_locales"), join(output.chromium, "_locales"), { recursive: true });
      cpSync(fromHere("icons"), join(output.chromium, "icons"), { recursive: true });
      cpSync(fromHere("../../bin/qqmusicpm.wasm"), join(output.chromium, "qqmusicpm.wasm"));
      cpSync(fromHere("../../LICENSE"), join(output.chromium, "LICENSE"));
      writeBundleNotices(output.chromium, "extension");
      rmSync(output.firefox, { recursive: true, force: true });
      cpSync(output.chromium, output.firefox, { recursive: true });
      for (const browser of browsers) {
        const manifest = `${JSON.stringify(manifestFor(browser, version), null, 2)}\n`;
        writeFileSync(join(output[browser], "manifest.json"), manifest);
        for (const other of browsers) {
          if (other !== browser) rmSync(join(output[browser], backgroundOf(other)));
        }
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

// Where the sdk looks for the module when it is not told does not matter: here it always is.
const logger = createLogger("warn");
const { warnOnce } = logger;
logger.warnOnce = (message, options) => message.includes("qqmusicpm.wasm") || warnOnce(message, options);

const input = {
  panel: fromHere("panel.html"),
  inbox: fromHere("inbox.html"),
  options: fromHere("options.html"),
  chromium: fromHere("background/chromium.ts"),
  firefox: fromHere("background/firefox.ts"),
};
/** What is loaded together at a start, whichever of its files begins it. */
const starts = {
  inbox: [input.panel, input.inbox],
  options: [input.options],
  background: [input.chromium, input.firefox],
};

export default defineConfig({
  root: fromHere("."),
  base: "./",
  publicDir: false,
  logLevel: "warn",
  customLogger: logger,
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  plugins: [withoutNode(), withoutHtml(), goRuntime(), browserCheck("extension"), extensionFiles()],
  build: {
    target: syntaxTarget("extension"),
    license: { fileName: bundledLicenses },
    outDir: output.chromium,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input,
      output: {
        // What a module needs has its own file already.
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: startChunks(starts) }] },
        entryFileNames: ({ name }) => (isBrowser(name) ? backgroundOf(name) : "assets/[name]-[hash].js"),
      },
    },
  },
});
