// What the rows are measured in: the simulator, Chromium, and what a side has to know.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { simulator, startChromium, startDemo, type Demo } from "../e2e/harness.js";
import { makeSite, type BenchSite } from "./bench-site.js";
import * as here from "./in-page/sides.js";
import type { Given } from "./in-page/sides.js";
import type { Sent } from "./in-page/stub.js";

/** The nickname of the one with whom the sample account has exchanged 10,000 messages. */
const talkative = "小鹿乱撞";

/** What rows need. */
export interface World {
  browser: Browser;
  demo: Demo;
  simulator: ReturnType<typeof simulator>;
  /** Where the empty Go program is. */
  emptyProgram: string;
  /** For a side in a page, whose requests go to its own origin. */
  given: Given;
  /** For a side in Node. */
  givenInNode: Given;
}

/** A folder for what is not kept. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), "qqmusicpm-bench-"));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Starts everything, lets the rows be measured, and stops it. */
export async function inWorld(emptyProgram: string, measure: (world: World) => Promise<void>): Promise<void> {
  const stops: (() => unknown)[] = [];
  try {
    const site: BenchSite = makeSite(emptyProgram);
    stops.push(() => site.remove());
    const demo = await startDemo(site.folder);
    stops.push(() => demo.stop());
    const browser = await startChromium();
    stops.push(() => browser.close());
    const { given, givenInNode } = await learn(demo, site);
    await measure({ browser, demo, simulator: simulator(demo), emptyProgram, given, givenInNode });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Asks the simulator for an account, the session with the long history, a page of it and the requests for all of it. */
async function learn(demo: Demo, site: BenchSite): Promise<{ given: Given; givenInNode: Given }> {
  const endpoint = demo.url.slice(0, -1);
  const accounts = (await (await fetch(`${demo.url}_simulator/accounts`)).json()) as Given["credential"][];
  const givenInNode: Given = {
    package: new URL(`file://${site.folder}/npm/index.js`).href,
    credential: accounts[0]!,
    sessionId: "",
    endpoint,
    body: "",
    comm: {},
    requests: [],
  };
  const { createClient } = (await import(givenInNode.package)) as typeof import("qqmusic-private-message");
  const client = await createClient({ endpoint, credential: givenInNode.credential });
  for await (const session of client.getSessions()) {
    if (session.user?.nick === talkative) givenInNode.sessionId = session.sessionId;
  }
  client.close();
  if (!givenInNode.sessionId) throw new Error(`the sample account has no session with ${talkative}`);
  const { body, request } = JSON.parse(await here.prepare("onePage", givenInNode)) as { body: string; request: Sent };
  givenInNode.body = body;
  givenInNode.comm = (JSON.parse(request.init.body) as { comm: object }).comm;
  return {
    givenInNode,
    given: { ...givenInNode, package: `${demo.url}npm/index.js`, wasm: demo.url + site.module, endpoint: "" },
  };
}
