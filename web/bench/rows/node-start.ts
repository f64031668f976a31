import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { World } from "../bench-world.js";
import type { Plan } from "../plan.js";
import * as here from "../in-page/sides.js";
import type { Given } from "../in-page/sides.js";
import type { Sent } from "../in-page/stub.js";
import { rowOf, type Row, type RowSubject } from "../row.js";
import type { Pairs } from "../statistics.js";
import { fromRoot } from "../../e2e/harness.js";

export const nodeStartSubject: RowSubject = {
  id: "node-start",
  what: "first answer in Node: a process that makes one call and ends",
  beside: "a process that starts an empty Go program and ends",
  unit: "ms",
  compare: "times",
  target: 1.3,
};

export const nodeStartFetchSubject: RowSubject = {
  id: "node-start-fetch",
  what: nodeStartSubject.what,
  beside: "the same, which makes the two requests with fetch as well",
  unit: "ms",
  compare: "times",
};

/** Starts Node again and again, in turns with and without the package. */
export async function measureNodeStart({ givenInNode, emptyProgram }: World, plan: Plan): Promise<Row> {
  return rowOf(nodeStartSubject, await inProcesses(callIn(givenInNode), emptyIn(emptyProgram), plan));
}

/** The same beside a process that asks, too: Node has costs of its own where it fetches something. */
export async function measureNodeStartFetch({ givenInNode, emptyProgram }: World, plan: Plan): Promise<Row> {
  const { request } = JSON.parse(await here.prepare("onePage", givenInNode)) as { request: Sent };
  const asks = `
    for (const body of ["{}", ${JSON.stringify(request.init.body)}]) {
      const response = await fetch(${JSON.stringify(request.url)}, { ...${JSON.stringify(request.init)}, body });
      JSON.parse(await response.text());
    }`;
  return rowOf(nodeStartFetchSubject, await inProcesses(callIn(givenInNode), emptyIn(emptyProgram) + asks, plan));
}

const callIn = ({ package: address, endpoint, credential, sessionId }: Given) => `
    const { createClient } = await import(${JSON.stringify(address)});
    const client = await createClient(${JSON.stringify({ endpoint, credential })});
    const { messages } = await client.getMessages({ sessionId: ${JSON.stringify(sessionId)} });
    client.close();
    if (messages.length !== 50) throw new Error(messages.length + " messages");`;

const emptyIn = (program: string) => `
    const { readFileSync } = await import("node:fs");
    ${readFileSync(fromRoot("dist/npm/wasm_exec.js"), "utf8")}
    const go = new Go();
    const { instance } = await WebAssembly.instantiate(readFileSync(${JSON.stringify(program)}), go.importObject);
    await go.run(instance);`;

async function inProcesses(script: string, beside: string, plan: Plan): Promise<Pairs> {
  const measured: Pairs = { ours: [], beside: [] };
  for (let i = 0; i < plan.nodeStart.pairs; i++) {
    measured.ours.push(await timeOf(script));
    measured.beside.push(await timeOf(beside));
  }
  return measured;
}

async function timeOf(script: string): Promise<number> {
  const began = performance.now();
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  return performance.now() - began;
}
