// The packed package in each place it is made for, against the simulator, under strict policies.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import type { Browser } from "playwright-core";
import { build, createServer } from "vite";
import { startExtension } from "./sdk-extension.js";
import { ask, installPackage, questionFor, type Answer, type Question } from "./sdk-app.js";
import { fromRoot, openPage, startBrowser, startDemo, type Demo } from "./harness.js";
import { it } from "./tests-of-engine.js";

const pages = fromRoot("web/e2e/sdk-pages");

let folder: string;
let demo: Demo;
let browser: Browser;
let question: Question;
let expected: Answer;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "qqmusicpm-package-"));
  for (const kind of ["site", "vite", "extension"]) {
    cpSync(join(pages, kind), join(folder, kind), { recursive: true });
    cpSync(join(pages, "ask.js"), join(folder, kind, "ask.js"));
  }
  for (const place of ["site/package", "extension/package", "vite/node_modules/qqmusic-private-message"]) {
    installPackage(join(folder, place));
  }
  demo = await startDemo(join(folder, "site"));
  browser = await startBrowser();
  ({ question, expected } = await questionFor(demo));
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  rmSync(folder, { recursive: true });
});

async function works(url: string) {
  const { page, close } = await openPage(browser);
  await page.goto(url, { waitUntil: "load" });
  assert.deepEqual(await ask(page, { ...question, endpoint: "" }), expected);
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
  assert.deepEqual(await ask(page, { ...question, endpoint: "" }), expected, "and the next client works");
  await close();
});

it("a page whose policy forbids WebAssembly says so", async () => {
  const { page, close } = await openPage(
    browser,
    {},
    /Content Security Policy|policy: script-src wasm-eval|blocked WebAssembly/,
  );
  await page.goto(`${demo.url}forbidden.html`);
  for (const wasm of [undefined, "package/qqmusicpm.wasm"]) {
    const error = await page.evaluate(async (wasm) => {
      const { sdk } = globalThis as unknown as { sdk: typeof import("qqmusic-private-message") };
      const error = await sdk.createClient({ wasm }).catch((error: unknown) => error);
      return sdk.isQQMusicError(error, "ModuleError") && { message: error.message, cause: String(error.cause) };
    }, wasm);
    assert.ok(error);
    assert.match(error.message, /WebAssembly may not be compiled here.*Content-Security-Policy has to allow/);
    assert.match(error.cause, /CompileError/);
  }
  await close();
});

for (const kind of ["response", "bytes", "view", "module", "address"] as const) {
  it(`a page that gives what a frame made: ${kind}, fetch, login, options and signal`, async () => {
    const { page, close } = await openPage(browser);
    await page.goto(demo.url);
    const outcome = await page.evaluate(
      async ({ kind, account }) => {
        const { sdk } = globalThis as unknown as { sdk: typeof import("qqmusic-private-message") };
        const frame = document.body.appendChild(document.createElement("iframe"));
        const there = frame.contentWindow as unknown as typeof globalThis & Window;
        const address = new URL("package/qqmusicpm.wasm", location.href).href;
        const response = await there.fetch(address);
        const wasm = {
          response: () => response,
          bytes: () => response.arrayBuffer(),
          view: () => response.arrayBuffer().then((bytes) => new there.Uint8Array(bytes)),
          module: () => there.WebAssembly.compileStreaming(response),
          address: () => new there.URL(address),
        }[kind]();
        if (wasm instanceof Object) throw new Error("it is of this realm");
        const client = await sdk.createClient({
          ...{ endpoint: "", wasm, fetch: there.fetch.bind(there) },
          credential: () => there.Promise.resolve(account as never),
        });
        const { sessions } = await client.getSessions(there.JSON.parse('{ "size": 3 }'));
        const abort = new there.AbortController();
        const pending = client.getConfig(1, { signal: abort.signal }).catch((error: unknown) => error);
        abort.abort();
        return { ids: sessions.map(({ sessionId }) => sessionId), aborted: (await pending) === abort.signal.reason };
      },
      { kind, account: question.account },
    );
    assert.deepEqual(outcome, { ids: expected.ids, aborted: true });
    await close();
  });
}

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
    assert.deepEqual(await ask(background, question), expected, "the service worker");
    const page = await context.newPage();
    await page.goto(`chrome-extension://${id}/page.html`);
    assert.deepEqual(await ask(page, question), expected, "the page");
    const carried = await page.evaluate(
      (given) => (globalThis as unknown as { askBackground(given: object): Promise<object> }).askBackground(given),
      question,
    );
    assert.deepEqual(carried, { isCGIError: true, call: "deleteSession", code: 10006 });
  } finally {
    await close();
  }
});
