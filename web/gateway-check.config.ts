// Builds the check of a gateway for programs that run in Node, into dist/gateway-check. It is no part of the npm package.

import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  input: { "gateway-check": fromHere("app/check/node.ts") },
  platform: "node",
  // The signals alone: nothing is drawn.
  resolve: { alias: { "@preact/signals": "@preact/signals-core" } },
  transform: { target: "es2022" },
  output: { dir: fromHere("../dist/gateway-check"), cleanDir: true, format: "es" },
});
