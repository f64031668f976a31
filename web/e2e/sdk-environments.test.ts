// The packed package in each place it is made for, against the simulator, under strict policies.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import type { Browser, Page, Worker } from "playwright-core";
import { build, createServer } from "vite";
import { startExtension } from "./sdk-extension.js";
import { fromRoot, openPage, startBrowser, startDemo, type Demo } from "./harness.js";

interface Answer {
  version: string;
  ids: string[];
  error: string;
  globals: number;
}

const pages = fromRoot("web/e2e/sdk-pages");
const installed = fromRoot("web/test-results/node_modules/qqmusic-private-message");

let folder: string;
let demo: Demo;
let browser: Browser;
let account: unknown;
let expected: Answer;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "qqmusicpm-package-"));
  for (const kind of ["site", "vite", "extension"]) {
    cpSync(join(pages, kind), join(folder, kind), { recursive: true });
    cpSync(join(pages, "ask.js"), join(folder, kind, "ask.js"));
  }
  for (const place of ["site/package", "extension/package", "vite/node_modules/qqmusic-private-message"]) {
    cpSync(installed, join(folder, place), { recursive: true });
  }
  demo = await startDemo(join(folder, "site"));
  browser = await startBrowser();
  [, account] = (await (await fetch(`${demo.url}_simulator/accounts`)).json()) as unknown[];
  const sdk = await import("qqmusic-private-message");
  const client = await sdk.createClient({ endpoint: demo.url.slice(0, -1), credential: account as never });
  const { sessions } = await client.getSessions({ size: 3 });
  expected = {
    version: sdk.version,
    ids: sessions.map((session) => session.sessionId),
    error: "InvalidArgumentError",
    globals: 0,
  };
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  rmSync(folder, { recursive: true });
});

/** Asks in a page or a worker that has a global `ask`. */
function ask(place: Page | Worker, endpoint: string): Promise<Answer> {
  return (place as Page).evaluate(
    (given) => (globalThis as unknown as { ask(given: object): Promise<Answer> }).ask(given),
    { endpoint, account },
  );
}

async function works(url: string) {
  const { page, close } = await openPage(browser);
  await page.goto(url, { waitUntil: "load" });
  assert.deepEqual(await ask(page, ""), expected);
  await close();
}

it("a page of plain scripts, without the package's JavaScript", () => works(`${demo.url}classic.html`));
it("a page with an ES module, without a bundler", () => works(demo.url));
it("a dedicated worker", () => works(`${demo.url}worker.html`));

it("a page whose module is not where it should be says so", async () => {
  const { page, close } = await openPage(browser, {}, /404 \(Not Found\)/);
  await page.goto(demo.url);
  for (const [wasm, says] of [
    ["package/none.wasm", /package\/none\.wasm: HTTP status 404/],
    ["index.html", /\/index\.html, but an HTML page/],
    ["package/package.json", /package\.json, but JSON/],
  ] as const) {
    const error = await page.evaluate(async (wasm) => {
      const { sdk } = globalThis as unknown as { sdk: typeof import("qqmusic-private-message") };
      return sdk
        .createClient({ wasm })
        .catch((error: unknown) => sdk.isQQMusicError(error, "ModuleError") && error.message);
    }, wasm);
    assert.match(String(error), says);
  }
  assert.deepEqual(await ask(page, ""), expected, "and the next client works");
  await close();
});

it("an app that Vite serves while it is developed", async () => {
  const server = await createServer({
    root: join(folder, "vite"),
    configFile: false,
    logLevel: "error",
    server: { host: "127.0.0.1", port: 0, hmr: false, proxy: { "/cgi-bin": demo.url } },
  });
  try {
    await server.listen();
    await works(server.resolvedUrls!.local[0]!);
  } finally {
    await server.close();
  }
});

it("an app that Vite built", async () => {
  const output = join(folder, "vite-built");
  await build({
    root: join(folder, "vite"),
    base: "./",
    configFile: false,
    logLevel: "error",
    build: { outDir: output },
  });
  const modules = readdirSync(join(output, "assets")).filter((name) => name.endsWith(".wasm"));
  assert.equal(modules.length, 1, "the module is a file of the app");
  const built = await startDemo(output);
  try {
    await works(built.url);
  } finally {
    await built.stop();
  }
});

it("the page and the service worker of an extension", async () => {
  const { context, id, background, close } = await startExtension(join(folder, "extension"));
  try {
    const endpoint = demo.url.slice(0, -1);
    assert.deepEqual(await ask(background, endpoint), expected, "the service worker");
    const page = await context.newPage();
    await page.goto(`chrome-extension://${id}/page.html`);
    assert.deepEqual(await ask(page, endpoint), expected, "the page");
    const carried = await page.evaluate(
      (given) => (globalThis as unknown as { askBackground(given: object): Promise<object> }).askBackground(given),
      { endpoint, account },
    );
    assert.deepEqual(carried, { isCGIError: true, call: "deleteSession", code: 10006 });
  } finally {
    await close();
  }
});
