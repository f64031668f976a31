// Starts what the tests run against: the demo server and a page in a browser. Both end with the test.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { engine } from "./engines.js";
import { fromRoot } from "./from-root.js";
import "./tests-of-engine.js"; // fails when a test that is left out in this engine is not there

export { chromiumFlags, chromiumPath, startBrowser, startChromium } from "./engines.js";
export { fromRoot };

// Firefox compiles all of the module before any of it runs.
const patience = engine === "firefox" ? 30_000 : 10_000;

/** A running demo server. */
export interface Demo {
  /** Its address, with a slash at the end. */
  url: string;
  stop(): Promise<void>;
  /** Ends it at once: what is on its way is cut, and nothing is kept. */
  kill(): Promise<void>;
}

/** Starts the demo server on a free port, with the built site or another one, and with more flags of its own. */
export async function startDemo(site = fromRoot("dist/site"), ...flags: string[]): Promise<Demo> {
  const child = spawn(fromRoot("bin/demo"), ["-addr", "127.0.0.1:0", "-quiet", "-site", site, ...flags], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface(child.stdout)) {
    const url = /^http:\/\/\S+/.exec(line)?.[0];
    if (!url) continue;
    const end = async (signal: "SIGTERM" | "SIGKILL") => {
      child.kill(signal);
      await ended;
    };
    return { url, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
  }
  throw new Error("the demo server ended before it listened");
}

/** A page that watches for complaints of the browser, those of other tabs of its profile too. */
export interface WatchedPage {
  page: Page;
  /** Errors in the console, uncaught exceptions and violations of the Content-Security-Policy, except those expected. */
  complaints: string[];
  /** Fails when the browser complained, and closes the profile. */
  close(): Promise<void>;
}

/** Opens a page in a profile of its own. The browser may only complain about what is expected. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
  expected?: RegExp,
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(patience);
  const complaints: string[] = [];
  const complain = (text: string) => {
    if (!expected?.test(text)) complaints.push(text);
  };
  context.on("console", (message) => {
    if (message.type() === "error") complain(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complain(`uncaught: ${error.error().message}`));
  await context.exposeBinding("reportViolation", (_, what: string) => complain(`policy: ${what}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      (globalThis as unknown as { reportViolation(what: string): void }).reportViolation(
        `${event.violatedDirective} ${event.blockedURI}`,
      );
    });
  });
  return {
    page: await context.newPage(),
    complaints,
    async close() {
      // A handler that is still asking must not fail because the page goes.
      for (const page of context.pages()) await page.unrouteAll({ behavior: "ignoreErrors" });
      await context.unrouteAll({ behavior: "ignoreErrors" });
      await context.close();
      assert.deepEqual(complaints, [], "the browser complained");
    },
  };
}

/** A fault of the simulator. */
export interface Fault {
  kind: string;
  [property: string]: unknown;
}

/** A unit that times are answered in, or a value that is no time. */
export type OddTime = "ms" | "us" | "zero" | "negative" | "huge";

/** What the simulator does otherwise than is believed; internal/gateway/README.md says what each switch does. */
export interface Contrary {
  oddTypes?: true;
  textMeta?: true;
  times?: OddTime;
  sortTimes?: OddTime;
  sends?: "empty" | "tips" | "result" | "updateTime" | "later" | "never" | "refused";
  oldestFirst?: true;
  fromBeginning?: true;
  equalTimes?: true;
  noSequence?: true;
  staysUnread?: true;
  ownUsers?: "encrypted" | "none";
  peerUsers?: "encrypted" | "encryptedRefused";
  loginPause?: "page" | "bare";
  /** A code, as `refuse14.9` and `refuseSession` are. */
  "refuse20.9"?: number;
  "refuse14.9"?: number;
  refuseSession?: number;
  refuseOuter?: true;
  bareSession?: true;
  otherTypes?: true;
  husks?: "state" | "showType";
  /** How many requests a musickey is good for. */
  keyRequests?: number;
}

/** A request that reached the simulator. */
export interface SeenRequest {
  path: string;
  signed: boolean;
  musicid: string;
  methods: string[];
  comm: Record<string, unknown>;
}

/** The control surface of the simulator behind a demo server. */
export function simulator(demo: Demo) {
  const ask = async (method: string, name: string, body?: unknown) => {
    const response = await fetch(`${demo.url}_simulator/${name}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    assert.equal(response.status, 200, `${method} ${name}: ${await response.clone().text()}`);
    return response.json();
  };
  return {
    /** Brings the sample data back, and forgets faults, switches and requests. */
    reset: async () => void (await ask("POST", "reset", {})),
    /** Lets the next requests of a method fail. */
    inject: async (...faults: Fault[]) => void (await ask("POST", "faults", { faults })),
    /** Lets nothing fail any more. */
    clearFaults: async () => void (await ask("DELETE", "faults")),
    /** Lets it do otherwise than believed, in these ways alone; `{}` follows all beliefs. */
    contrary: async (switches: Contrary) => void (await ask("POST", "contrary", switches)),
    /** Lets someone send a message to an account. Gives where it went. */
    incoming: async (message: { musicid: string; sessionId?: string; userId?: string; text: string }) =>
      (await ask("POST", "incoming", message)) as { sessionId: string; messageId: string },
    /** Lets the other side delete a message of either side. */
    deleted: async (message: { musicid: string; sessionId?: string; userId?: string; messageId: string }) =>
      void (await ask("POST", "deleted", message)),
    /** The requests that arrived, without those for a gateway session. */
    requests: async (): Promise<SeenRequest[]> => {
      const { requests } = (await ask("GET", "requests")) as { requests: SeenRequest[] };
      return requests.filter((request) => !request.methods.includes("GetSession"));
    },
  };
}
