// Every block of code in the package's README, tried.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, it } from "node:test";
import { fromRoot } from "../../e2e/from-root.js";
import { installedPath, runScript, startSimulator } from "./support.js";

const readme = readFileSync(installedPath("README.md"), "utf8");
const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({
  language,
  code: code!,
}));
const scripts = blocks.filter(({ language }) => language === "js").map(({ code }) => code);

let gateway: Awaited<ReturnType<typeof startSimulator>>;
before(async () => (gateway = await startSimulator()));
after(() => gateway?.stop());

/** Puts in place what a block takes for granted: the gateway, which is the simulator here, and what a page has. */
const around = (code: string) => `
  import fs from "node:fs";
  const { fetch: own } = globalThis;
  globalThis.fetch = (url, init) =>
    url === "qqmusicpm.wasm"
      ? Promise.resolve(new Response(fs.readFileSync(${JSON.stringify(installedPath("qqmusicpm.wasm"))}), { headers: { "Content-Type": "application/wasm" } }))
      : own(String(url).replace(/^(https:..u\\.y\\.qq\\.com)?(?=\\/cgi-bin\\/)/, ${JSON.stringify(gateway.endpoint)}), init);
  globalThis.localStorage = { getItem: () => null, setItem() {}, removeItem() {} };
  globalThis.readMyKey = async () => ${JSON.stringify(gateway.accounts[0]!.musickey)};
  ${code.includes("createClient") ? "" : `import { createClient } from "qqmusic-private-message"; const client = await createClient({ credential: ${JSON.stringify(gateway.accounts[1])} });`}
  ${code}`;

for (const [i, code] of scripts.entries()) {
  it(`script ${i}: ${code.trim().split("\n")[0]}`, () => {
    const filled = code.replace('"Q_H_L_…"', JSON.stringify(gateway.accounts[0]!.musickey));
    const runtime = filled.includes("new Go")
      ? `await import(${JSON.stringify(installedPath("wasm_exec.js"))});\n`
      : "";
    assert.notEqual(runScript(around(runtime + filled)), /console\.log/.test(code) ? "" : undefined);
  });
}

it("the versions in the table of environments are those that the tests install", () => {
  const installedVersions: Record<string, string> = {};
  for (const file of ["web/package.json", "web/e2e/environments/package.json"]) {
    const { devDependencies } = JSON.parse(readFileSync(fromRoot(file), "utf8")) as {
      devDependencies: Record<string, string>;
    };
    for (const [name, version] of Object.entries(devDependencies)) installedVersions[name] = version;
  }
  installedVersions["vite"] += `, ${installedVersions["vite-7"]!.replace("npm:vite@", "")}`;
  const named = [...readme.matchAll(/^\| [^|]+ \| ([^|]+) \|/gm)]
    .flatMap(([, cell]) => cell!.trim().split(", "))
    .map((tool) => /^([a-z-]+) (\d+\.\d+\.\d+)$/.exec(tool))
    .filter((tool) => tool !== null);
  assert.equal(named.length, 15);
  for (const [, name, version] of named) assert.ok(installedVersions[name!]?.split(", ").includes(version!), name);
});

it("the manifest is the one that the tests of the extension use, but for its host", () => {
  const [manifest] = blocks.filter(({ language }) => language === "json").map(({ code }) => JSON.parse(code));
  const tested = JSON.parse(readFileSync(fromRoot("web/e2e/sdk-pages/extension/manifest.json"), "utf8"));
  for (const name of ["manifest_version", "background"]) assert.deepEqual(manifest[name], tested[name]);
  const scriptPolicy = (policy: string) => policy.split("; ").find((part) => part.startsWith("script-src"));
  assert.equal(
    scriptPolicy(manifest.content_security_policy.extension_pages),
    scriptPolicy(tested.content_security_policy.extension_pages),
  );
});

it("no block is of a kind that nobody tries", () => {
  assert.deepEqual([...new Set(blocks.map(({ language }) => language))].sort(), ["html", "js", "json", "sh"]);
  // The page of plain scripts and the installation are what the tests of the environments do.
  assert.ok(readFileSync(fromRoot("web/e2e/sdk-pages/site/classic.html"), "utf8").includes("wasm_exec.js"));
});
