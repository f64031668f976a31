// What apps that use the package are asked in the tests of its environments, and what they have to answer.

import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Page, Worker } from "playwright-core";
import { createClient, version } from "qqmusic-private-message";
import { fromRoot, type Demo } from "./harness.js";

/** What an app gives back: see sdk-pages/ask.js. */
export interface Answer {
  version: string;
  ids: string[];
  error: string;
  globals: number;
}

/** What an app is given. */
export interface Question {
  endpoint: string;
  account: unknown;
}

/** Puts the packed package into a folder. */
export function installPackage(folder: string): void {
  cpSync(fromRoot("web/test-results/node_modules/qqmusic-private-message"), folder, { recursive: true });
}

/** What an app is to be asked at a demo server, and what is right. */
export async function questionFor(demo: Demo): Promise<{ question: Question; expected: Answer }> {
  const [, account] = (await (await fetch(`${demo.url}_simulator/accounts`)).json()) as unknown[];
  const endpoint = demo.url.slice(0, -1);
  const client = await createClient({ endpoint, credential: account as never });
  const { sessions } = await client.getSessions({ size: 3 });
  const ids = sessions.map((session) => session.sessionId);
  return { question: { endpoint, account }, expected: { version, ids, error: "InvalidArgumentError", globals: 0 } };
}

/** Asks a page or a worker that has a global `ask`. */
export function ask(place: Page | Worker, question: Question): Promise<Answer> {
  return (place as Page).evaluate(
    (given) => (globalThis as unknown as { ask(given: object): Promise<Answer> }).ask(given),
    question,
  );
}

/** Asks a script that prints what it answers, or the message of the error that it met. */
export function askScript(
  command: string[],
  question: Question,
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Answer | string {
  const [file, ...args] = command as [string, ...string[]];
  const printed = execFileSync(file, [...args, JSON.stringify(question)], { encoding: "utf8", ...options });
  return JSON.parse(printed) as Answer | string;
}

/** Copies the sources of an app, which are in a folder of this one. */
export function copyApp(name: string, folder: string): void {
  cpSync(fromRoot(`web/e2e/${name}`), folder, { recursive: true });
  cpSync(fromRoot("web/e2e/sdk-pages/ask.js"), join(folder, "ask.js"));
}
