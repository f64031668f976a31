// Apps that further bundlers made of the package; those of sdk-bundlers.test.ts are quick enough for every change.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { openPage, startBrowser, startDemo, type Demo } from "../harness.js";
import { ask, askScript, questionFor, type Answer, type Question } from "../sdk-app.js";
import { packageFile, placeApp, tool } from "./tools.js";

let demo: Demo;
let browser: Browser;
let question: Question;
let expected: Answer;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  ({ question, expected } = await questionFor(demo));
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

const run = (command: string[], cwd: string) => execFileSync(command[0]!, command.slice(1), { cwd, stdio: "pipe" });
const answerOf = (script: string) => askScript([process.execPath, script], question);

async function pageWorks(url: string, options: BrowserContextOptions = {}) {
  const { page, close } = await openPage(browser, options);
  await page.goto(url);
  assert.deepEqual(await ask(page, { ...question, endpoint: "" }), expected);
  await close();
}

/** Asserts that a page works that was built into a folder. */
async function siteWorks(output: string, options: BrowserContextOptions = {}) {
  const site = await startDemo(output);
  try {
    await pageWorks(site.url, options);
  } finally {
    await site.stop();
  }
}

it("Parcel makes pages that work as they are", async () => {
  const app = placeApp("sdk-pages/bundled");
  run([tool("parcel"), "build", "index.html", "--no-cache", "--dist-dir", "built"], app);
  // Parcel writes an import map into the page, which the policy of the demo server forbids.
  await siteWorks(join(app, "built"), { bypassCSP: true });
});

describe("Rollup", () => {
  const bundle = (app: string, plugins: string) => {
    const configuration = `
      import resolve from "@rollup/plugin-node-resolve";
      import { importMetaAssets } from "@web/rollup-plugin-import-meta-assets";
      export default { input: "script.js", output: { dir: "built", entryFileNames: "[name].mjs" }, plugins: ${plugins} };`;
    writeFileSync(join(app, "rollup.config.mjs"), configuration);
    run([tool("rollup"), "--config", "--silent"], app);
    return join(app, "built/script.mjs");
  };

  it("leaves the module behind, which the error says with the remedy; beside the script it is found", () => {
    const app = placeApp("sdk-pages/bundled");
    const script = bundle(app, "[resolve()]");
    assert.match(String(answerOf(script)), /^ModuleError: .*ENOENT.* option wasm: .*README/);
    copyFileSync(packageFile("qqmusicpm.wasm"), join(app, "built/qqmusicpm.wasm"));
    assert.deepEqual(answerOf(script), expected);
  });

  it("makes a file of the module with a plugin for assets", () => {
    const app = placeApp("sdk-pages/bundled");
    assert.deepEqual(answerOf(bundle(app, "[resolve(), importMetaAssets()]")), expected);
  });
});

describe("Bun's bundler", () => {
  it("leaves the module behind, which the error says with the remedy", () => {
    const app = placeApp("sdk-pages/bundled");
    run([tool("bun"), "build", "script.js", "--target=bun", "--outdir=built"], app);
    const answer = askScript([tool("bun"), "built/script.js"], question, { cwd: app });
    assert.match(String(answer), /^ModuleError: .*ENOENT.* option wasm: .*README/);
  });

  it("makes a file of the module that is given", () => {
    const app = placeApp("sdk-pages/bundled");
    run([tool("bun"), "build", "script-with-module.js", "--target=bun", "--outdir=built", "--loader=.wasm:file"], app);
    const answer = askScript([tool("bun"), "script-with-module.js"], question, { cwd: join(app, "built") });
    assert.deepEqual(answer, expected);
  });
});

describe("Vite 7", () => {
  it("builds pages that work as they are", async () => {
    const app = placeApp("sdk-pages/vite");
    run([process.execPath, vite7, "build", "--base=./", "--outDir=built"], app);
    await siteWorks(join(app, "built"));
  });

  it("serves pages in development that leave the package as it is", async () => {
    const app = placeApp("sdk-pages/vite");
    const configuration = {
      optimizeDeps: { exclude: ["qqmusic-private-message"] },
      server: { host: "127.0.0.1", port: 0, hmr: false, proxy: { "/cgi-bin": demo.url } },
    };
    writeFileSync(join(app, "vite.config.mjs"), `export default ${JSON.stringify(configuration)};`);
    const server = spawn(process.execPath, [vite7], { cwd: app, stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => server.once("exit", resolve));
    try {
      for await (const line of createInterface(server.stdout)) {
        const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0];
        if (url) return await pageWorks(url);
      }
      throw new Error("the server ended before it listened");
    } finally {
      server.kill();
      await ended;
    }
  });
});

const vite7 = join(tool(".."), "vite-7/bin/vite.js");
