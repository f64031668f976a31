// Runs an example against the simulator, with its sample account: node examples/run.mjs NAME [ARGUMENT ...]
// What it needs is in bin/ and dist/: `make example NAME=...` builds that first.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const examples = ["plain-page", "vite-typescript", "export-conversation", "check-gateway", "go-program"];
const [name, ...args] = process.argv.slice(2);
if (!examples.includes(name)) {
  console.error(`Say which example: make example NAME=${examples[0]}. There are ${examples.join(", ")}.`);
  process.exit(2);
}
const folder = join(root, "examples", name);
const missing = ["bin/demo", "dist/npm", "dist/site"].find((built) => !existsSync(join(root, built)));
if (missing) {
  console.error(`${missing} was not built yet: run make example NAME=${name}.`);
  process.exit(1);
}

if (name === "plain-page") {
  const copy = join(folder, "qqmusic-private-message");
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(root, "dist/npm"), copy, { recursive: true });
}
if (name === "check-gateway") {
  cpSync(join(root, "dist/gateway-check/gateway-check.js"), join(folder, "gateway-check.js"));
}
if (existsSync(join(folder, "package-lock.json")) && !isInstalled()) {
  console.error("installing npm packages");
  const options = { cwd: folder, stdio: ["ignore", "ignore", "inherit"] };
  const { status } = spawnSync(
    join(root, "tools/with-remedy.sh"),
    ["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"],
    options,
  );
  if (status !== 0) process.exit(1);
}

const site = name === "plain-page" ? folder : join(root, "dist/site");
const simulator = spawn(join(root, "bin/demo"), ["-addr", "127.0.0.1:0", "-quiet", "-site", site], {
  stdio: ["ignore", "pipe", "inherit"],
});
simulator.once("error", (error) => {
  console.error(`The simulator did not start (${error.message}): run make example NAME=${name}.`);
  process.exit(1);
});
const line = await new Promise((resolve) =>
  createInterface(simulator.stdout)
    .once("line", resolve)
    .once("close", () => resolve("")),
);
if (!line) process.exit(1); // it has said why
const url = line.split(" ")[0];
const [account] = await (await fetch(`${url}_simulator/accounts`)).json();

let running = simulator;
if (name === "plain-page") {
  console.log(`Open ${url} in a browser. Ctrl-C ends it.`);
} else {
  const [command, ...first] =
    name === "go-program"
      ? ["go", "run", "./examples/go-program"]
      : ["npm", "start", "--silent", "--prefix", folder, "--"];
  running = spawn(command, [...first, ...args], {
    cwd: name === "go-program" ? root : undefined,
    stdio: "inherit",
    env: {
      ...process.env,
      QQMUSIC_ENDPOINT: url,
      QQMUSIC_MUSICID: account.musicid,
      QQMUSIC_MUSICKEY: account.musickey,
    },
  });
}
// Ctrl-C reaches the example too, and it has the last word.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => running.kill());
const code = await new Promise((resolve) => running.once("close", (code) => resolve(code ?? 1)));
simulator.kill();
process.exitCode = name === "plain-page" ? 0 : code;

/** Tells whether the npm packages that the lock file names are there. */
function isInstalled() {
  const installed = join(folder, "node_modules/.package-lock.json"); // npm writes it last
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, "package-lock.json")).mtimeMs;
}
