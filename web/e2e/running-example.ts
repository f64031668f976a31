// Examples as somebody runs them.

import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fromRoot } from "./harness.js";

/** An example on its way. */
export class Running {
  stdout = "";
  stderr = "";
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();

  constructor(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: "1", MAKEFLAGS: "", ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 300_000,
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => this.#saw((this.stdout += text)));
    child.stderr.setEncoding("utf8").on("data", (text: string) => this.#saw((this.stderr += text)));
    this.ended = new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    this.#child = child;
  }

  /** Waits until it has printed something, and gives the match. */
  async prints(pattern: RegExp): Promise<RegExpExecArray> {
    const found = new Promise<RegExpExecArray>((resolve) => {
      const look = () => {
        const match = pattern.exec(this.stdout);
        if (match) resolve(match);
      };
      this.#watchers.add(look);
      look();
    });
    const match = await Promise.race([found, this.ended]);
    assert.ok(typeof match === "object" && match, `${pattern} was not printed:\n${this.stdout}${this.stderr}`);
    return match;
  }

  /** Presses Ctrl-C, and waits for the end of it and of all that it started. */
  async interrupt(): Promise<number | null> {
    if (this.#child.exitCode === null) process.kill(-this.#child.pid!, "SIGINT");
    return this.ended;
  }

  #saw(_: string) {
    for (const watch of this.#watchers) watch();
  }
}

/** Runs an example, as `make example` does. */
export const example = (name: string, ...args: string[]) =>
  new Running(process.execPath, [fromRoot("examples/run.mjs"), name, ...args], fromRoot(""));

/** Installs the packages of an example that a test runs without the runner. */
export async function install(name: string) {
  const folder = fromRoot(`examples/${name}`);
  if (existsSync(join(folder, "node_modules/.package-lock.json"))) return;
  const npm = new Running("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], folder);
  assert.equal(await npm.ended, 0, npm.stderr);
}
