// A site made with Next.js: a route handler on its server, and its page.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { openPage, startBrowser, startDemo, type Demo } from "../harness.js";
import { ask, questionFor, type Answer, type Question } from "../sdk-app.js";
import { placeApp, tool } from "./tools.js";

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

function build(options: string[], env: Record<string, string> = {}): string {
  const app = placeApp("environments/next");
  execFileSync(process.execPath, [tool("next"), "build", ...options], {
    cwd: app,
    stdio: "pipe",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", GATEWAY: question.endpoint, ...env },
  });
  return app;
}

/** Runs a server of the site while something is done with its address. */
async function serving(cwd: string, command: string[], use: (url: string) => Promise<void>) {
  const port = await freePort();
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", PORT: String(port), HOSTNAME: "127.0.0.1" };
  const server = spawn(process.execPath, command, { cwd, env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  try {
    for await (const line of createInterface(server.stdout)) {
      if (/Ready in/.test(line)) return await use(`http://127.0.0.1:${port}/`);
    }
    throw new Error("the server ended before it listened");
  } finally {
    server.kill();
    await ended;
  }
}

// Next.js does not tell which free port it took.
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function handlerAnswers(url: string) {
  const response = await fetch(`${url}api/ask`, { method: "POST", body: JSON.stringify(question) });
  return (await response.json()) as Answer | string;
}

async function siteWorks(url: string) {
  assert.deepEqual(await handlerAnswers(url), expected);
  const { page, close } = await openPage(browser);
  await page.goto(url);
  await page.waitForFunction(() => "ask" in globalThis);
  assert.deepEqual(await ask(page, { ...question, endpoint: "" }), expected);
  await close();
}

for (const [bundler, option] of [
  ["Turbopack", "--turbopack"],
  ["webpack", "--webpack"],
] as const) {
  it(`built with ${bundler}, works as it is`, async () => {
    await serving(build([option]), [tool("next"), "start", "--hostname=127.0.0.1"], siteWorks);
  });
}

describe("built with webpack into a folder of its own", () => {
  let place: string;
  before(() => (place = mkdtempSync(join(tmpdir(), "qqmusicpm-next-"))));
  after(() => rmSync(place, { recursive: true }));

  it("works when the package is left out of the server's script", async () => {
    const env = { OUTPUT: "standalone", EXTERNAL: '["qqmusic-private-message"]' };
    const app = build(["--webpack"], env);
    cpSync(join(app, ".next/standalone"), place, { recursive: true });
    await serving(join(place, "next"), ["server.js"], async (url) =>
      assert.deepEqual(await handlerAnswers(url), expected),
    );
  });
});
