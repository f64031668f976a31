// The package in other runtimes than Node.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { startDemo, type Demo } from "../harness.js";
import { askScript, installPackage, questionFor, type Answer, type Question } from "../sdk-app.js";
import { placeApp, tool } from "./tools.js";

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
  let url: string;

  before(async () => {
    const cwd = placeApp("environments/workerd");
    installPackage(join(cwd, "package"));
    const worker = spawn(tool("workerd"), ["serve", "config.capnp", "--control-fd=1"], {
      cwd,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    stop = () => (worker.kill(), ended);
    for await (const line of createInterface(worker.stdout)) {
      const { event, port } = JSON.parse(line) as { event: string; port: number };
      if (event !== "listen") continue;
      url = `http://127.0.0.1:${port}/`;
      return;
    }
    throw new Error("the worker ended before it listened");
  });
  after(() => stop?.());

  const answerTo = async (path: string) => {
    const response = await fetch(url + path, { method: "POST", body: JSON.stringify(question) });
    return (await response.json()) as Answer | string;
  };

  it("are told so by the error without the module", async () => {
    assert.match(String(await answerTo("as-it-is")), /^ModuleError: .*compiled module in the option wasm.*README/);
  });

  it("work with the compiled module and the fetch of the README", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => answerTo("with-module")));
    assert.deepEqual(answers, Array(5).fill(expected));
  });
});
