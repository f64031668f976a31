// Twenty thousand calls leave no more behind than one thousand.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import type { Browser, CDPSession } from "playwright-core";
import { fromRoot, openPage, startBrowser, startDemo, type Demo, type WatchedPage } from "./harness.js";

let folder: string;
let demo: Demo;
let browser: Browser;
let watched: WatchedPage;
let devtools: CDPSession;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "qqmusicpm-package-"));
  cpSync(fromRoot("web/e2e/sdk-pages/site"), folder, { recursive: true });
  cpSync(fromRoot("web/e2e/sdk-pages/ask.js"), join(folder, "ask.js"));
  cpSync(fromRoot("web/test-results/node_modules/qqmusic-private-message"), join(folder, "package"), {
    recursive: true,
  });
  demo = await startDemo(folder);
  browser = await startBrowser();
  watched = await openPage(browser);
  devtools = await watched.page.context().newCDPSession(watched.page);
  await watched.page.goto(demo.url);
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  rmSync(folder, { recursive: true });
});

interface Global {
  sdk: typeof import("qqmusic-private-message");
  client: import("qqmusic-private-message").Client;
  abort: AbortController;
  pending: Promise<void>;
}

/** Makes so many calls that share a signal: half of them succeed, and a list and a batch are among them. */
async function make(calls: number): Promise<void> {
  await watched.page.evaluate(async (calls) => {
    const { client, abort } = globalThis as unknown as Global;
    const { signal } = abort;
    for (let made = 0; made < calls; made += 100) {
      const getConfigs = Array.from({ length: 98 }, (_, i) => client.getConfig(i, { signal }));
      const outcomes = await Promise.allSettled([
        ...getConfigs,
        client.getSessions({ signal }),
        client.batch([{ call: "getConfig", args: [1] }], { signal, settled: true }),
      ]);
      if (outcomes.filter(({ status }) => status === "rejected").length !== 49) throw new Error("other outcomes");
    }
  }, calls);
}

/** The bytes of the page's JavaScript heap that are in use, after collections that change nothing any more. */
async function heap(): Promise<number> {
  for (let least = Infinity; ;) {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    if (usedSize >= least) return least;
    least = usedSize;
  }
}

/** The listeners on the shared signal, as the developer tools see them. */
async function listeners(): Promise<number> {
  const { result } = await devtools.send("Runtime.evaluate", {
    expression: "getEventListeners(abort.signal).abort?.length ?? 0",
    includeCommandLineAPI: true,
  });
  return result.value as number;
}

it("neither in the heap of the page nor on a signal they share", async () => {
  await watched.page.evaluate(async () => {
    const global = globalThis as unknown as Global;
    const answer = (data: unknown) => new Response(JSON.stringify({ code: 0, req_0: { code: 0, data } }));
    const fetch = async (_: unknown, init: RequestInit = {}) => {
      const [, config] = /"config_type":(\d+)/.exec(String(init.body)) ?? [];
      if (config === "1000") return new Promise<never>(() => {});
      if (Number(config) % 2) return new Response('{"code":0,"req_0":{"code":10006,"data":{}}}');
      return answer({ session: { uid: "1", sid: "2" }, sessions: [], config_value: 1 });
    };
    global.abort = new AbortController();
    global.client = await global.sdk.createClient({
      credential: { musicid: "1", musickey: "k" },
      fetch: fetch as typeof globalThis.fetch,
      rateLimit: false,
    });
  });
  await make(1_000);
  const before = await heap();
  assert.equal(await listeners(), 0);
  await make(20_000);
  const after = await heap();
  assert.equal(await listeners(), 0);
  assert.ok(after - before < 1 << 20, `${before} bytes after 1,000 calls, ${after} after 20,000 more`);

  // A call that is on its way shows that listeners are seen here, and an abort that it goes with the call.
  await watched.page.evaluate(() => {
    const global = globalThis as unknown as Global;
    const { signal } = global.abort;
    global.pending = global.client.getConfig(1000, { signal }).then(
      () => {},
      (error: unknown) => {
        if (error !== signal.reason) throw error;
      },
    );
  });
  assert.equal(await listeners(), 1);
  await watched.page.evaluate(() => {
    const { abort, pending } = globalThis as unknown as Global;
    abort.abort();
    return pending;
  });
  assert.equal(await listeners(), 0);
  await watched.close();
});
