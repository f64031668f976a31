// Apps that bundlers made of the package, for pages and for Node.

import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { build, type BuildOptions } from "esbuild";
import type { Browser } from "playwright-core";
import webpack, { type Configuration } from "webpack";
import { ask, askScript, copyApp, installPackage, questionFor, type Answer, type Question } from "./sdk-app.js";
import { openPage, startBrowser, startDemo, type Demo } from "./harness.js";

let folder: string;
let demo: Demo;
let browser: Browser;
let question: Question;
let expected: Answer;

const source = (name: string) => join(folder, "app", name);
const packageFile = (name: string) => join(folder, "app/node_modules/qqmusic-private-message", name);

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "qqmusicpm-bundled-"));
  copyApp("sdk-pages/bundled", join(folder, "app"));
  installPackage(packageFile(""));
  demo = await startDemo();
  browser = await startBrowser();
  ({ question, expected } = await questionFor(demo));
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  rmSync(folder, { recursive: true });
});

/** Asserts that a page works whose script was bundled into the file page.js of a folder. */
async function pageWorks(output: string) {
  copyFileSync(source("index.html"), join(output, "index.html"));
  const site = await startDemo(output);
  const { page, close } = await openPage(browser);
  try {
    await page.goto(site.url);
    assert.deepEqual(await ask(page, { ...question, endpoint: "" }), expected);
    await close();
  } finally {
    await site.stop();
  }
}

/** Runs a bundled script in a folder of its own, or another one. */
function run(script: string, cwd = mkdtempSync(join(folder, "run-"))): Answer | string {
  return askScript([process.execPath, script], question, { cwd });
}

describe("webpack", () => {
  async function bundle(name: string, entry: string, target: "web" | "node", options: Configuration = {}) {
    const output = join(folder, name);
    const compiler = webpack({
      mode: "production",
      context: join(folder, "app"),
      entry: `./${entry}`,
      target,
      performance: { hints: false },
      ...options,
      output: { path: output, filename: target === "web" ? "page.js" : "script.cjs", ...options.output },
    });
    const stats = await new Promise<string>((resolve, reject) =>
      compiler.run((error, stats) =>
        error ? reject(error) : resolve(stats!.toString({ all: false, errors: true, warnings: true })),
      ),
    );
    assert.equal(stats, "");
    return output;
  }

  it("makes pages that work as they are", async () => {
    await pageWorks(await bundle("webpack-page", "page.js", "web"));
  });

  it("makes scripts for Node that work as they are", async () => {
    const output = await bundle("webpack-script", "script.js", "node");
    assert.deepEqual(run(join(output, "script.cjs")), expected);
  });

  // Next.js builds its servers so: for them the address is the one that the site's pages have.
  describe("makes the server of a site, which works", () => {
    const site = (name: string) =>
      bundle(name, "script.js", "node", {
        output: { publicPath: "/_next/", assetModuleFilename: "static/media/[name].[hash:8][ext]" },
        module: { parser: { javascript: { url: "relative" } } },
      });

    it("where the package is installed", async () => {
      const output = await site("webpack-installed");
      assert.deepEqual(run(join(output, "script.cjs"), join(folder, "app")), expected);
    });

    it("where only what Next.js built is", async () => {
      const output = await site("webpack-next");
      const place = join(folder, "standalone");
      mkdirSync(place);
      cpSync(join(output, "static"), join(place, ".next/static"), { recursive: true });
      assert.deepEqual(run(join(output, "script.cjs"), place), expected);
    });

    it("and names the remedy where the module is in neither place", async () => {
      const output = await site("webpack-lost");
      const error = run(join(output, "script.cjs"));
      assert.match(String(error), /^ModuleError: .*\/_next\/static\/media\/qqmusicpm\..*ENOENT.* option wasm: /);
    });
  });
});

describe("esbuild", () => {
  async function bundle(name: string, entry: string, options: BuildOptions) {
    const outdir = join(folder, name);
    await build({
      entryPoints: [source(entry)],
      bundle: true,
      outdir,
      logLevel: "error",
      target: "es2022",
      ...options,
    });
    return outdir;
  }
  const script = { platform: "node", target: "node20" } as const;
  const esm = { ...script, format: "esm", outExtension: { ".js": ".mjs" } } as const;
  const cjs = { ...script, format: "cjs", outExtension: { ".js": ".cjs" } } as const;

  it("leaves the module behind, which the error says with the remedy; beside the script it is found", async () => {
    const output = await bundle("esbuild-esm", "script.js", esm);
    const error = run(join(output, "script.mjs"));
    assert.match(String(error), /^ModuleError: .*\/esbuild-esm\/qqmusicpm.wasm.*ENOENT.* option wasm: .*README/);
    copyFileSync(packageFile("qqmusicpm.wasm"), join(output, "qqmusicpm.wasm"));
    assert.deepEqual(run(join(output, "script.mjs")), expected);
  });

  it("takes the address away from scripts of CommonJS, which the error says with the remedy", async () => {
    const output = await bundle("esbuild-cjs", "script.js", { ...cjs, logLevel: "silent" });
    assert.match(String(run(join(output, "script.cjs"))), /^ModuleError: .*Invalid URL.* option wasm: .*README/);
  });

  for (const [format, options] of [
    ["mjs", esm],
    ["cjs", cjs],
  ] as const) {
    it(`puts the bytes into a script (${format})`, async () => {
      const name = `esbuild-binary-${format}`;
      const output = await bundle(name, "script-with-module.js", { ...options, loader: { ".wasm": "binary" } });
      assert.deepEqual(run(join(output, `script-with-module.${format}`)), expected);
    });
  }

  it("leaves the package out of scripts, which work then", async () => {
    const output = await bundle("app/external", "script.js", { ...esm, packages: "external" });
    assert.deepEqual(run(join(output, "script.mjs")), expected);
  });

  it("makes a file of the module for pages", async () => {
    const options = { format: "esm", loader: { ".wasm": "file" }, entryNames: "page" } as const;
    await pageWorks(await bundle("esbuild-page", "page-with-module.js", options));
  });

  it("makes pages that say the remedy when the module is not beside the script", async () => {
    const output = await bundle("esbuild-lost", "page.js", { format: "esm" });
    copyFileSync(source("index.html"), join(output, "index.html"));
    const site = await startDemo(output);
    const { page, close } = await openPage(browser, {}, /404 \(Not Found\)/);
    try {
      await page.goto(site.url);
      await assert.rejects(ask(page, question), /qqmusicpm.wasm: HTTP status 404 .* option wasm: .*README/);
      await close();
    } finally {
      await site.stop();
    }
  });
});
