// The package in other runtimes than Node.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { startDemo, type Demo } from "../harness.js";
import { askScript, installPackage, questionFor, type Answer, type Question } from "../sdk-app.js";
import { documentedFile, placeApp, tool } from "./tools.js";

let demo: Demo;
let question: Question;
let expected: Answer;

before(async () => {
  demo = await startDemo();
  ({ question, expected } = await questionFor(demo));
});
after(() => demo?.stop());

it("Bun", () => {
  const cwd = placeApp("sdk-pages/bundled");
  assert.deepEqual(askScript([tool("bun"), "script.js"], question, { cwd }), expected);
});

it("Deno, which may read the package and ask the gateway", () => {
  const cwd = placeApp("sdk-pages/bundled");
  const permissions = ["--no-prompt", "--allow-read=..", "--allow-net=127.0.0.1"];
  const env = { ...process.env, DENO_DIR: join(cwd, "deno"), DENO_NO_UPDATE_CHECK: "1" };
  const answer = askScript([tool("deno"), "run", ...permissions, "script.js"], question, { cwd, env }) as Answer;
  // Deno puts one in place itself when a module of Node is used.
  assert.deepEqual({ ...answer, globals: 0 }, expected);
});

describe("Cloudflare Workers", () => {
  let stop: () => Promise<unknown>;
  const ports = new Map<string, number>();

  before(async () => {
    const cwd = placeApp("environments/workerd");
    installPackage(join(cwd, "package"));
    writeFileSync(join(cwd, "worker.js"), documentedFile("worker.js", question.endpoint));
    const worker = spawn(tool("workerd"), ["serve", "config.capnp", "--control-fd=1"], {
      cwd,
      env: { ...process.env, LOGIN: JSON.stringify(question.account) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    stop = () => (worker.kill(), ended);
    for await (const line of createInterface(worker.stdout)) {
      const { event, socket, port } = JSON.parse(line) as { event: string; socket: string; port: number };
      if (event === "listen") ports.set(socket, port);
      if (ports.size === 2) return;
    }
    throw new Error("the workers ended before they listened");
  });
  after(() => stop?.());

  const ask = async (worker: string) => (await fetch(`http://127.0.0.1:${ports.get(worker)}/`)).json();

  it("work as documented, also with many requests at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask("documented")));
    assert.deepEqual(answers, Array(10).fill(3));
  });

  it("are told what they need by the error without it", async () => {
    assert.match(String(await ask("bare")), /^ModuleError: .*compiled module in the option wasm.*README/);
  });
});
