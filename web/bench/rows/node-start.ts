import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { World } from "../bench-world.js";
import type { Plan } from "../plan.js";
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

/** Starts Node again and again, in turns with and without the package. */
export async function measureNodeStart({ givenInNode, emptyProgram }: World, plan: Plan): Promise<Row> {
  const { package: address, endpoint, credential, sessionId } = givenInNode;
  const call = `
    const { createClient } = await import(${JSON.stringify(address)});
    const client = await createClient(${JSON.stringify({ endpoint, credential })});
    const { messages } = await client.getMessages({ sessionId: ${JSON.stringify(sessionId)} });
    client.close();
    if (messages.length !== 50) throw new Error(messages.length + " messages");`;
  const empty = `
    const { readFileSync } = await import("node:fs");
    ${readFileSync(fromRoot("dist/npm/wasm_exec.js"), "utf8")}
    const go = new Go();
    const { instance } = await WebAssembly.instantiate(readFileSync(${JSON.stringify(emptyProgram)}), go.importObject);
    await go.run(instance);`;
  const measured: Pairs = { ours: [], beside: [] };
  for (let i = 0; i < plan.nodeStart.pairs; i++) {
    measured.ours.push(await timeOf(call));
    measured.beside.push(await timeOf(empty));
  }
  return rowOf(nodeStartSubject, measured);
}

async function timeOf(script: string): Promise<number> {
  const began = performance.now();
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  return performance.now() - began;
}
