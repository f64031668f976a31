// Builds the npm package into dist/npm.

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "rolldown";
import { goRuntime, version } from "../sdk-build.ts";
import { writeNotices } from "../third-party-notices.ts";

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const output = fromRoot("dist/npm");

/** Adds what is not made of the source. */
function packageFiles(): Plugin {
  return {
    name: "package-files",
    writeBundle() {
      copyFileSync(fromRoot("bin/qqmusicpm.wasm"), `${output}/qqmusicpm.wasm`);
      copyFileSync(fromRoot("web/wasm_exec.js"), `${output}/wasm_exec.js`);
      copyFileSync(fromRoot("LICENSE"), `${output}/LICENSE`);
      writeNotices(output);
      copyFileSync(fromRoot("web/sdk/qqmusicpm.wasm.d.ts"), `${output}/qqmusicpm.wasm.d.ts`);
      copyFileSync(fromRoot("web/sdk/README.md"), `${output}/README.md`);
      const description = JSON.parse(readFileSync(fromRoot("web/sdk/package.template.json"), "utf8"));
      writeFileSync(`${output}/package.json`, `${JSON.stringify({ ...description, version }, null, 2)}\n`);
    },
  };
}

export default defineConfig({
  input: fromRoot("web/sdk/src/index.ts"),
  platform: "neutral",
  transform: { target: "es2022", define: { PACKAGE_VERSION: JSON.stringify(version) } },
  plugins: [goRuntime(), packageFiles()],
  output: { dir: output, cleanDir: true, format: "es", sourcemap: true },
});
