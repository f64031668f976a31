// What docs/*.md say of browsers: what a relay is for, what it refuses, and the extension of a guide.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { chromium, type Browser } from "playwright-core";
import { chromiumPath, fromRoot, openPage, simulator, startBrowser, startDemo, type Demo } from "./harness.js";
import { it } from "./tests-of-engine.js";
import { DocsFolder } from "./docs-folder.js";
import { pages, printedBy } from "./markdown-pages.js";
import { prints, scriptsOf } from "./printed-in-page.js";

let demo: Demo;
let browser: Browser;
let files: DocsFolder;

const origin = () => demo.url.replace(/\/$/, "");

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  files = new DocsFolder(pages, origin());
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  files?.remove();
});

const pageNamed = (name: string) => pages.find((page) => page.name === name)!;

/** Serves a folder without any policy, as a plain static server would. */
async function serveFolder(root: string): Promise<{ url: string; stop(): void }> {
  const types: Record<string, string> = { html: "text/html", js: "text/javascript", wasm: "application/wasm" };
  const server = createServer((request, response) => {
    const path = join(root, new URL(request.url!, "http://host").pathname);
    const type = types[path.split(".").at(-1)!];
    if (type === undefined || !existsSync(path)) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": type }).end(readFileSync(path));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => void server.close().closeAllConnections(),
  };
}

describe("what browsers do", () => {
  it("relay.md: CORS stops a page of another origin", async () => {
    const page = pageNamed("relay.md");
    const site = files.of(page);
    cpSync(fromRoot("dist/npm"), join(site, "qqmusic-private-message"), { recursive: true });
    writeFileSync(
      join(site, "stopped.html"),
      '<link rel="icon" href="data:,"><script type="module" src="stopped.js"></script>',
    );
    const server = await serveFolder(site);
    try {
      const watched = await openPage(browser, {}, /blocked by CORS policy|net::ERR_FAILED/);
      const heard: string[] = [];
      watched.page.on("console", (message) => heard.push(message.text()));
      const stopped = page.blocks.find(({ name }) => name === "stopped.js")!;
      await prints(watched.page, () => watched.page.goto(`${server.url}/stopped.html`), printedBy(stopped));
      await watched.close();
      assert.ok(
        heard.some((text) => text.includes("blocked by CORS policy")),
        heard.join("\n"),
      );
    } finally {
      server.stop();
    }
  });

  it("relay.md: the relay refuses other origins, hosts and paths", async () => {
    const child = spawn(fromRoot("bin/demo"), [
      "-addr",
      "127.0.0.1:0",
      "-quiet",
      "-site",
      files.path,
      "-upstream",
      origin(),
    ]);
    try {
      const relay = await new Promise<string>((resolve) =>
        child.stdout.setEncoding("utf8").on("data", (text: string) => resolve(/^http:\S+/.exec(text)![0])),
      );
      const status = async (path: string, headers: Record<string, string>) =>
        (await fetch(`${relay}${path}`, { method: "POST", body: "{}", headers })).status;
      assert.equal(await status("cgi-bin/musicu.fcg", { Origin: "https://y.qq.com" }), 403);
      assert.equal(await status("cgi-bin/musicu.fcg", { "Sec-Fetch-Site": "cross-site" }), 403);
      assert.equal((await fetch(`${relay}cgi-bin/other.fcg`)).status, 404);
    } finally {
      child.kill();
    }
  });

  it("extension.md: the extension runs", async () => {
    const page = pageNamed("extension.md");
    const extension = files.of(page);
    cpSync(fromRoot("dist/npm"), join(extension, "qqmusic-private-message"), { recursive: true });
    await simulator(demo).reset();
    const context = await chromium.launchPersistentContext("", {
      executablePath: chromiumPath(),
      headless: true,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
      ],
      ignoreDefaultArgs: ["--disable-extensions"],
    });
    try {
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker", { timeout: 20_000 }));
      const tab = await context.newPage();
      const address = new URL("inbox.html", worker.url()).href;
      await prints(tab, () => tab.goto(address), printedBy(...scriptsOf(page, "inbox.html")));
    } finally {
      await context.close();
    }
    const { requests } = (await (await fetch(`${demo.url}_simulator/requests`)).json()) as {
      requests: { headers: Record<string, string> }[];
    };
    assert.notDeepEqual(requests, []);
    for (const { headers } of requests) {
      assert.equal(headers["User-Agent"], "QQMusic 20090008(android 15)");
      for (const name of ["Origin", "Referer", "Cookie"]) assert.equal(headers[name], undefined, name);
    }
  });
});
