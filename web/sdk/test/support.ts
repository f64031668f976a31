// What the tests of the package share. They use it as its users do: packed, installed, by its name.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  createClient,
  type Client,
  type ClientOptions,
  type Credential,
  type QQMusicError,
} from "qqmusic-private-message";
import { fromRoot } from "../../e2e/from-root.js";

export type Package = typeof import("qqmusic-private-message");

/** Where the package is installed. */
export const installed = (file: string) => new URL(file, import.meta.resolve("qqmusic-private-message"));

/** The path of a file of the package. */
export const installedPath = (file: string) => fileURLToPath(installed(file));

let copies = 0;

/** Another copy of the package, in which no module runs yet. */
export function freshPackage(): Promise<Package> {
  return import(`${installed("index.js").href}?copy=${++copies}`) as Promise<Package>;
}

/** What the faulty module puts into the global object `faulty`. */
export interface Faulty {
  version?: string;
  foreign?: boolean;
  exit(): void;
  panic(): void;
  trap(): void;
}

/** The path of the module that can die. Built on first use. */
export function faultyModule(): string {
  const path = fromRoot("web/test-results/faulty.wasm");
  if (!built) {
    execFileSync(
      "go",
      ["build", "-trimpath", "-tags=smallmodule", "-ldflags=-s -w", "-o", path, "./web/sdk/test/faulty"],
      {
        cwd: fromRoot("."),
        env: { ...process.env, GOOS: "js", GOARCH: "wasm" },
        stdio: "inherit",
      },
    );
    built = existsSync(path);
  }
  return path;
}
let built = false;

/** A login that the stand-in gateway takes. */
export const login: Credential = { musicid: "1152921504606846999", musickey: "W_X_the-secret-key" };

/** What a stand-in for fetch was asked. */
export interface Sent {
  url: string;
  init: RequestInit;
  comm: Record<string, unknown>;
  calls: { method: string; param: Record<string, unknown> }[];
}

type AnswerText = string | ((sent: Sent) => Response | Promise<Response>);

/** A fetch that answers each request with the next text, the last one again and again. The gateway session is always given. */
export function answering(...texts: AnswerText[]): { fetch: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const answer = async (url: unknown, init: RequestInit = {}) => {
    const { comm, ...requests } = JSON.parse(String(init.body)) as { comm: Sent["comm"] } & Record<
      string,
      Sent["calls"][0]
    >;
    const calls = Object.values(requests);
    if (calls[0]?.method === "GetSession") return new Response(data({ session: { uid: "1", sid: "2" } }));
    const request = { url: String(url), init, comm, calls };
    sent.push(request);
    const text = texts[Math.min(sent.length, texts.length) - 1] ?? data({});
    return typeof text === "function" ? text(request) : new Response(text);
  };
  return { fetch: answer as typeof fetch, sent };
}

/** A fetch that never answers a call. onItsWay gives the signals of the requests once there are so many. */
export function stuck(count = 1): { fetch: typeof fetch; onItsWay: Promise<AbortSignal[]> } {
  const signals: AbortSignal[] = [];
  let arrived: (signals: AbortSignal[]) => void;
  const onItsWay = new Promise<AbortSignal[]>((resolve) => (arrived = resolve));
  const never = ({ init }: Sent) =>
    new Promise<Response>((_, reject) => {
      const signal = init.signal!;
      signal.addEventListener("abort", () => reject(signal.reason));
      if (signals.push(signal) === count) arrived(signals);
    });
  return { fetch: answering(never).fetch, onItsWay };
}

/** The text of an answer with that data. */
export const data = (value: unknown) =>
  `{"code":0,"req_0":{"code":0,"data":${typeof value === "string" ? value : JSON.stringify(value)}}}`;

/** The text of an answer that refuses the call. */
export const refused = (code: number, value: unknown = {}) => JSON.stringify({ code: 0, req_0: { code, data: value } });

/** A client whose calls are answered with the texts given. */
export async function stubbed(
  options: ClientOptions,
  ...texts: AnswerText[]
): Promise<{ client: Client; sent: Sent[] }> {
  const { fetch, sent } = answering(...texts);
  return { client: await createClient({ credential: login, rateLimit: false, fetch, ...options }), sent };
}

/** What a promise rejects with; fails when it does not. */
export async function rejection(promise: PromiseLike<unknown>): Promise<QQMusicError> {
  try {
    await promise;
  } catch (error) {
    return error as QQMusicError;
  }
  throw new Error("it did not reject");
}

/** The simulator, and clients of its account with ids of 19 digits. */
export async function startSimulator() {
  const { simulator, startDemo } = await import("../../e2e/harness.js"); // brings the browser driver, which takes a second to load
  const demo = await startDemo();
  const accounts = (await (await fetch(`${demo.url}_simulator/accounts`)).json()) as Credential[];
  const endpoint = demo.url.slice(0, -1);
  return {
    ...simulator(demo),
    endpoint,
    accounts,
    client: (options: ClientOptions = {}) =>
      createClient({ endpoint, credential: accounts[1], rateLimit: false, ...options }),
    stop: () => demo.stop(),
  };
}

/** Runs a script in a Node of its own that finds the package by its name, and gives back what it printed. */
export function runScript(code: string, ...nodeOptions: string[]): string {
  return execFileSync(process.execPath, [...nodeOptions, "--input-type=module", "--eval", code], {
    cwd: fromRoot("web/test-results"),
    encoding: "utf8",
  });
}
