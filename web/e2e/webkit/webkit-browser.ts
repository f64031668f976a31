// Starts WebKit as Linux has it: the MiniBrowser of WebKitGTK, in a display of its own, driven over WebDriver.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Builder, type WebDriver } from "selenium-webdriver";

/** A running WebKit with a fresh profile. */
export interface WebKit {
  driver: WebDriver;
  /** What the browser says of itself, such as "MiniBrowser 2.50.6". */
  version: string;
  /** The folder in which it puts downloads. */
  downloads: string;
  /** Ends it, and all that was started for it. */
  stop(): Promise<void>;
}

/** Starts WebKit with a fresh profile. It reaches this machine alone. */
export async function startWebKit(): Promise<WebKit> {
  const ends: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const home = mkdtempSync(join(tmpdir(), "qqmusicpm-webkit-"));
    ends.push(() => rmSync(home, { recursive: true, maxRetries: 5 }));
    const downloads = prepareHome(home);
    const { display, end: endDisplay } = await startDisplay();
    ends.push(endDisplay);
    const port = await freePort();
    const server = spawn("WebKitWebDriver", [`--port=${port}`], {
      env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, DISPLAY: display, ...settings },
      stdio: ["ignore", "ignore", "ignore"],
    });
    ends.push(() => end(server));
    await untilReady(port, server);
    const builder = new Builder().disableEnvironmentOverrides().usingServer(`http://127.0.0.1:${port}`);
    const driver = await builder.withCapabilities(capabilities).build();
    ends.push(() => driver.quit().catch(() => {})); // one that crashed has ended
    await driver.manage().window().setRect(wholeDisplay);
    const found = await driver.getCapabilities();
    return { driver, version: `${found.getBrowserName()} ${found.getBrowserVersion()}`, downloads, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const wholeDisplay = { x: 0, y: 0, width: 1280, height: 900 };

const settings = {
  NO_AT_BRIDGE: "1",
  WEBKIT_DISABLE_COMPOSITING_MODE: "1", // without a graphics card it is half the work
};

const capabilities = {
  browserName: "MiniBrowser",
  // A port that nobody listens at: some sample pictures are at real hosts, which a test does not ask.
  proxy: { proxyType: "manual", httpProxy: "127.0.0.1:9", sslProxy: "127.0.0.1:9", noProxy: ["127.0.0.1"] },
};

/** Gives the folder that downloads go to. */
function prepareHome(home: string): string {
  const downloads = join(home, "downloads");
  mkdirSync(downloads);
  writeFileSync(join(home, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  return downloads;
}

/** Starts an X server at a display that nobody uses. */
async function startDisplay(): Promise<{ display: string; end: () => Promise<void> }> {
  const server = spawn(
    "Xvfb",
    ["-displayfd", "3", "-screen", "0", `${wholeDisplay.width}x${wholeDisplay.height}x24`, "-nolisten", "tcp"],
    {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    },
  );
  await once(server, "spawn");
  for await (const number of createInterface(server.stdio[3] as Readable)) {
    return { display: `:${number}`, end: () => end(server) };
  }
  throw new Error("Xvfb ended before it had a display");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function untilReady(port: number, server: ChildProcess): Promise<void> {
  await once(server, "spawn");
  while (server.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("WebKitWebDriver ended before it listened");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
