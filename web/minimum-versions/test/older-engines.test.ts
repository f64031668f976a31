// The package and the module without anything that the oldest browsers have not. Node plays them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it } from "node:test";
import leastVersions from "../../common/minimum-versions.gen.json" with { type: "json" };
import type { Engine } from "../compat.ts";
import { missingLookups } from "../lookups.ts";
import { fromRoot } from "../parts.ts";

const helper = new URL("../take-away.js", import.meta.url).href;

// What a client says to an answer that is none shows that it has asked and has read it.
const call = `
  const client = await createClient({
    credential: { musicid: "2837461905", musickey: "Q_H_L_none" },
    fetch: async () => answers.pop(),
    maxRetries: 0,
  });
  const outcome = await client.getConfig(1).catch(({ name }) => name);
  client.close();
  process.stdout.write(String(outcome), () => process.exit());
`;

const starts = {
  sdk: `const { createClient } = await import(${JSON.stringify(`file://${fromRoot("dist/npm/index.js")}`)});`,
  module: `
    import { readFileSync } from "node:fs";
    import { runInThisContext } from "node:vm";
    runInThisContext(readFileSync(${JSON.stringify(fromRoot("web/wasm_exec.js"))}, "utf8"));
    const go = new Go();
    const bytes = readFileSync(${JSON.stringify(fromRoot("bin/qqmusicpm.wasm"))});
    go.run((await WebAssembly.instantiate(bytes, go.importObject)).instance);
    const { createClient } = QQMusicPM;
  `,
};

for (const part of ["module", "sdk"] as const) {
  describe(`the ${part} makes a call without all that is missing in`, () => {
    for (const [engine, version] of Object.entries(leastVersions[part].versions)) {
      if (engine === "nodejs") continue;
      it(`${engine} ${version}`, () => {
        const missing = missingLookups(engine as Engine, version);
        assert.ok(missing.includes("Promise.withResolvers"));
        const program = `
          import { takeAway } from ${JSON.stringify(helper)};
          import "node:fs/promises";
          // Node's own code needs what Node has, also to make an answer.
          const answers = Array.from({ length: 3 }, () => new Response("{}"));
          takeAway(${JSON.stringify(missing)});
          ${starts[part]}
          ${call}
        `;
        const answer = execFileSync(process.execPath, ["--input-type=module"], { input: program, encoding: "utf8" });
        assert.equal(answer, "DataError");
      });
    }
  });
}
