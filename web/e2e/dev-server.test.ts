// The pages as `make dev` serves them, from the source.

import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { fromRoot, openPage, startBrowser } from "./harness.js";
import { sample } from "./inbox-page.js";

let browser: Browser;
let server: ChildProcess;
let address: string;

before(async () => {
  browser = await startBrowser();
  server = spawn(process.execPath, ["node_modules/vite/bin/vite.js", "--config", "dev.config.ts"], {
    cwd: fromRoot("web"),
    env: { ...process.env, PORT: "0", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface(server.stdout!)) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) {
      address = url;
      break;
    }
  }
  assert.ok(address, "the server listens");
});

after(async () => {
  await browser?.close();
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill();
  await ended;
});

describe("a port that nobody can have", () => {
  for (const port of ["abc", "65536"]) {
    it(`PORT=${port} ends make dev with what to do`, () => {
      const { status, stderr } = spawnSync(
        process.execPath,
        ["node_modules/vite/bin/vite.js", "--config", "dev.config.ts"],
        { cwd: fromRoot("web"), env: { ...process.env, PORT: port }, encoding: "utf8", timeout: 60_000 },
      );
      assert.match(stderr, new RegExp(`^dev: PORT=${port}: .*: choose another port with PORT=8788\\n$`));
      assert.equal(status, 1);
    });
  }
});

describe("the inbox as make dev serves it", () => {
  it("signs in to the simulator, and its search finds", async () => {
    const { page, close } = await openPage(browser, {}, /gtimg\.cn|qlogo\.cn|Failed to load resource/);
    // Whatever the page is made of is read and compiled when it is first asked for.
    page.setDefaultTimeout(60_000);
    await page.goto(address, { timeout: 60_000 });
    await page.getByRole("button", { name: sample.nick }).click();
    await page.getByText("学到了").first().waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("学到");
    await page.getByRole("option", { name: "学到了" }).waitFor();
    await close();
  });
});
