// The folder that the demo server serves to the benchmarks: the package, the pages and the scripts in them.

import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromRoot } from "../e2e/harness.js";

const page = (script: string, module = "") => `<!doctype html>
<html lang="en" data-module="${module}">
  <head>
    <meta charset="utf-8" />
    <title>Benchmark</title>
    <link rel="icon" href="data:," />
    ${script}
  </head>
  <body></body>
</html>
`;

export interface BenchSite {
  folder: string;
  /** The address of the module in it, one that browsers take to never change. */
  module: string;
  remove(): void;
}

/** Makes the folder. emptyProgram is where an empty Go program is. */
export function makeSite(emptyProgram: string): BenchSite {
  const folder = mkdtempSync(join(tmpdir(), "qqmusicpm-bench-"));
  for (const name of ["bench", "assets"]) mkdirSync(join(folder, name));
  cpSync(fromRoot("dist/npm"), join(folder, "npm"), { recursive: true });
  cpSync(fileURLToPath(new URL("in-page", import.meta.url)), join(folder, "bench"), { recursive: true });
  // As a bundler would name them: a browser keeps what it compiled of an address that never changes.
  const asset = (name: string, from: string) => {
    const hash = createHash("sha256").update(readFileSync(from)).digest("hex").slice(0, 12);
    const address = `assets/${name}-${hash}.wasm`;
    cpSync(from, join(folder, address));
    return address;
  };
  const write = (name: string, html: string) => writeFileSync(join(folder, name), html);
  write("index.html", page('<script type="module" src="bench/bench.js"></script>'));
  const [module, empty] = [asset("module", fromRoot("dist/npm/qqmusicpm.wasm")), asset("empty", emptyProgram)];
  write("module.html", page('<script type="module" src="bench/ready-module.js"></script>', module));
  write("answer.html", page('<script type="module" src="bench/first-answer.js"></script>', module));
  write("empty.html", page('<script type="module" src="bench/ready-empty.js"></script>', empty));
  return { folder, module, remove: () => rmSync(folder, { recursive: true }) };
}
