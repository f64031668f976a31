// A page with nothing but wasm_exec.js, the module and a small script, under the demo's strict policy.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import type { Page } from "playwright-core";
import { fromRoot, openPage, startBrowser, startDemo } from "./harness.js";

/** What fetch gave the gateway. */
export interface Sent {
  url: string;
  body: string;
  headers: Record<string, string>;
  credentials?: string;
}

/** A call on a new client whose fetch never reaches a network. */
export interface Stubbed {
  call: string;
  /** JSON text of the positional arguments; "bigint 1" stands for 1n. */
  args?: string;
  /** JSON text of the options of the call. */
  options?: string;
  /** JSON text of the options of the client. */
  client?: string;
  status?: number;
  /** The answer to the call. */
  body?: string;
  /** The answer's data, in a body without errors. */
  data?: string;
  /** The answer to GetSession. */
  session?: { uid: string | number; sid: string };
}

/** What came of it. */
export interface Result {
  sent: Sent[];
  /** JSON text of the answer. */
  answer?: string;
  error?: { name: string; isError: boolean; [field: string]: unknown };
}

/** The page, once it has started. */
export interface PlainPage {
  page: Page;
  /** The version that the module says. */
  version: string;
}

/** Opens the page before the tests of a file, hands it over, and ends it after the last test. */
export function withPlainPage(started: (plain: PlainPage) => void): void {
  let plain: Awaited<ReturnType<typeof openPlainPage>> | undefined;
  before(async () => started((plain = await openPlainPage())));
  after(() => plain?.close());
}

async function openPlainPage() {
  const site = mkdtempSync(join(tmpdir(), "qqmusicpm-plain-page-"));
  cpSync(fromRoot("web/e2e/plain-page"), site, { recursive: true });
  cpSync(fromRoot("dist/site/wasm_exec.js"), join(site, "wasm_exec.js"));
  cpSync(fromRoot("dist/site/qqmusicpm.wasm"), join(site, "qqmusicpm.wasm"));
  const demo = await startDemo(site);
  const browser = await startBrowser();
  const { page, close } = await openPage(browser);
  await page.goto(demo.url);
  const version = await page.evaluate(() => (globalThis as unknown as { started: Promise<string> }).started);
  return {
    page,
    version,
    async close() {
      try {
        await close();
      } finally {
        await browser.close();
        await demo.stop();
        rmSync(site, { recursive: true });
      }
    },
  };
}

/** Makes a call in the page and gives back what was sent and what came of it. */
export function make(page: Page, stubbed: Stubbed): Promise<Result> {
  return page.evaluate(async (stubbed): Promise<Result> => {
    interface Client {
      [call: string]: (...args: unknown[]) => Promise<unknown>;
    }
    const bridge = (globalThis as unknown as { QQMusicPM: { createClient(options: object): Promise<Client> } })
      .QQMusicPM;
    const parse = (text = "{}") =>
      JSON.parse(text, (_, value: unknown) =>
        typeof value === "string" && value.startsWith("bigint ") ? BigInt(value.slice(7)) : value,
      );
    const { uid, sid } = stubbed.session ?? { uid: "1", sid: "2" };
    const sent: Sent[] = [];
    const client = await bridge.createClient({
      credential: { musicid: "1", musickey: "key" },
      endpoint: "",
      rateLimit: false,
      ...parse(stubbed.client),
      fetch: async (url: string, init: RequestInit) => {
        const body = String(init.body);
        sent.push({
          url,
          body,
          headers: { ...(init.headers as Record<string, string>) },
          ...(init.credentials && { credentials: init.credentials }),
        });
        if (body.includes('"method":"GetSession"')) {
          return new Response(
            JSON.stringify({ code: 0, req_0: { code: 0, data: { session: { uid, sid, vkey: "" } } } }),
          );
        }
        const answer = stubbed.body ?? `{"code":0,"req_0":{"code":0,"data":${stubbed.data ?? "{}"}}}`;
        return new Response(answer, { status: stubbed.status ?? 200 });
      },
    });
    try {
      const args = parse(stubbed.args ?? "[]") as unknown[];
      const answer = await client[stubbed.call]!(...args, parse(stubbed.options));
      return { sent, answer: JSON.stringify(answer) };
    } catch (error) {
      const fields = { ...(error as Error), name: (error as Error).name, message: (error as Error).message };
      return { sent, error: { ...fields, isError: error instanceof Error } };
    } finally {
      await client.close!();
    }
  }, stubbed);
}
