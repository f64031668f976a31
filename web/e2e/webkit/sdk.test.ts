// The packed package in a page and in a worker, in WebKit.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { fromRoot, simulator, startDemo, type Demo } from "../harness.js";
import { installPackage, questionFor, type Answer, type Question } from "../sdk-app.js";
import { startWebKit, type WebKit } from "./webkit-browser.js";
import { WebKitPage } from "./webkit-page.js";

type Sdk = typeof import("qqmusic-private-message");
type World = { sdk: Sdk; ask(given: object): Promise<Answer> };

let folder: string;
let demo: Demo;
let webkit: WebKit;
let page: WebKitPage;
let question: Question;
let expected: Answer;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "qqmusicpm-package-"));
  cpSync(fromRoot("web/e2e/sdk-pages/site"), folder, { recursive: true });
  cpSync(fromRoot("web/e2e/sdk-pages/ask.js"), join(folder, "ask.js"));
  installPackage(join(folder, "package"));
  demo = await startDemo(folder);
  webkit = await startWebKit();
  page = new WebKitPage(webkit.driver);
  ({ question, expected } = await questionFor(demo));
});
after(async () => {
  await webkit?.stop();
  await demo?.stop();
  rmSync(folder, { recursive: true });
});

/** Opens a page and waits for its script: the driver goes on before that when much is to be done. */
async function open(path: string) {
  await webkit.driver.get(demo.url + path);
  await page.until(() => "ask" in globalThis);
}

const ask = () => page.evaluate((given) => (globalThis as unknown as World).ask(given), { ...question, endpoint: "" });

for (const [place, path] of [
  ["a page with an ES module, without a bundler", ""],
  ["a page of plain scripts, without the package's JavaScript", "classic.html"],
  ["a dedicated worker", "worker.html"],
] as const) {
  it(place, async () => {
    await open(path);
    assert.deepEqual(await ask(), expected);
  });
}

it("a page whose module is not where it should be says so, and works with the next client", async () => {
  await open("");
  for (const [wasm, says] of [
    ["package/none.wasm", /package\/none\.wasm: HTTP status 404/],
    ["index.html", /\/index\.html, but an HTML page/],
    ["package/package.json", /package\.json, but JSON/],
  ] as const) {
    const message = await page.evaluate(async (wasm) => {
      const { sdk } = globalThis as unknown as World;
      const error: unknown = await sdk.createClient({ wasm }).catch((error: unknown) => error);
      return sdk.isQQMusicError(error, "ModuleError") && error.message;
    }, wasm);
    assert.match(String(message), says);
  }
  assert.deepEqual(await ask(), expected);
});

it("a page whose policy forbids WebAssembly says so", async () => {
  await open("forbidden.html");
  const message = await page.evaluate(async () => {
    const { sdk } = globalThis as unknown as World;
    const error: unknown = await sdk.createClient().catch((error: unknown) => error);
    return sdk.isQQMusicError(error, "ModuleError") && error.message;
  });
  assert.match(String(message), /WebAssembly may not be compiled here.*Content-Security-Policy has to allow/);
});

it("a page whose client is aborted, and one that has no network", async () => {
  await open("");
  await simulator(demo).inject({ kind: "", delayMs: 60_000, method: "GetSessionList" });
  const outcome = await page.evaluate(async (account) => {
    const { sdk } = globalThis as unknown as World;
    const client = await sdk.createClient({ endpoint: "", credential: account as never, maxRetries: 0 });
    const abort = new AbortController();
    const pending = client.getSessions({ signal: abort.signal }).then(
      () => "answered",
      (error: unknown) => error === abort.signal.reason,
    );
    abort.abort();
    const aborted = await pending;
    client.close();
    const away = await sdk.createClient({
      endpoint: "http://127.0.0.1:1",
      credential: account as never,
      maxRetries: 0,
    });
    const error: unknown = await away.getSessions().catch((error: unknown) => error);
    away.close();
    return { aborted, unreachable: sdk.isQQMusicError(error, "NetworkError") };
  }, question.account);
  await simulator(demo).clearFaults();
  assert.deepEqual(outcome, { aborted: true, unreachable: true });
});

it("a message whose connection is cut is not sent again by the browser", async () => {
  await open("");
  await simulator(demo).inject({ kind: "cutBeforeHeaders", method: "SendMessageAsync", times: -1, applied: true });
  const outcome = await page.evaluate(async (account) => {
    const { sdk } = globalThis as unknown as World;
    const client = await sdk.createClient({ endpoint: "", credential: account as never });
    await client.getSessions(); // the connection is used again
    const error: unknown = await client.sendText("424242", "一次").catch((error: unknown) => error);
    client.close();
    return sdk.isQQMusicError(error, "NetworkError") && error.maybeSent;
  }, question.account);
  await simulator(demo).clearFaults();
  assert.equal(outcome, true);
  const sends = (await simulator(demo).requests()).filter(({ methods }) => methods.includes("SendMessageAsync"));
  assert.equal(sends.length, 1);
});
