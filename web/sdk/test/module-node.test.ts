// What is a file in Node, and where the files of a site are.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { filesOfSite, inNode, isFile, readFile } from "../src/module/node.ts";

it("this is Node", () => assert.equal(inNode, true));

for (const [i, process] of [undefined, {}, { versions: {} }].entries()) {
  it(`a page whose process is ${JSON.stringify(process)} is not Node`, async (t) => {
    const kept = globalThis.process;
    t.after(() => (globalThis.process = kept));
    globalThis.process = process as NodeJS.Process;
    const copy = `${new URL("../src/module/node.js", import.meta.url).href}?page=${i}`;
    assert.equal(((await import(copy)) as { inNode: boolean }).inNode, false);
  });
}

describe("an address is that of a file", () => {
  for (const [address, holds] of [
    ["file:///app/module.wasm", true],
    ["FILE:///app/module.wasm", true],
    ["/app/module.wasm", true],
    ["./module.wasm", true],
    ["module.wasm", true],
    ["C:\\app\\module.wasm", true],
    ["c:/app/module.wasm", true],
    ["1a:module.wasm", true], // no scheme begins with a digit
    ["of-file:module.wasm", false],
    ["c:module", false],
    ["ab:/module.wasm", false],
    ["https://site.example/module.wasm", false],
    ["HTTPS://site.example/C:/module.wasm", false],
    ["web+x-1.0:module", false],
    ["blob:https://site.example/1", false],
    ["data:application/wasm;base64,AGFzbQEAAAA=", false],
    ["./a:b.wasm", true],
  ] as const) {
    it(`${address}: ${holds}`, () => assert.equal(isFile(address), holds));
  }
});

describe("in the folder of a project", () => {
  let folder: string;
  const bytes = Buffer.from("the module");
  const odd = "of file: 1.wasm";
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "project ")));
    for (const name of ["module.wasm", odd]) writeFileSync(join(folder, name), bytes);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [what, named] of [
    ["its path", (path: string) => path],
    ["its address", (path: string) => pathToFileURL(path).href],
    ["its address with a scheme in capitals", (path: string) => pathToFileURL(path).href.replace("file:", "FILE:")],
  ] as const) {
    it(`a file is read by ${what}`, async () => {
      assert.deepEqual(Buffer.from(await readFile(named(join(folder, "module.wasm")))), bytes);
    });
  }

  it("a file is read whose name looks like a scheme", async () => {
    assert.deepEqual(Buffer.from(await readFile(join(folder, odd))), bytes);
  });

  const built = "https://site.example/app/_next/static/media/qqmusicpm.1a2b.wasm";
  const other = "https://site.example/assets/qqmusicpm.1a2b.wasm";

  it("the module is looked for where Next.js built it", async (t) => {
    t.mock.method(process, "cwd", () => folder);
    assert.deepEqual(await filesOfSite(built), [`${folder}/.next/static/media/qqmusicpm.1a2b.wasm`]);
  });

  it("it is nowhere where another bundler built it and the package is not installed", async (t) => {
    t.mock.method(process, "cwd", () => folder);
    assert.deepEqual(await filesOfSite(other), []);
  });

  it("it is looked for where the package is installed, after what was built", async (t) => {
    const app = join(folder, "app");
    const place = join(app, "node_modules/qqmusic-private-message");
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "package.json"), '{ "exports": { "./qqmusicpm.wasm": "./qqmusicpm.wasm" } }');
    writeFileSync(join(place, "qqmusicpm.wasm"), bytes);
    t.mock.method(process, "cwd", () => app);
    const installed = join(place, "qqmusicpm.wasm");
    assert.deepEqual(await filesOfSite(built), [`${app}/.next/static/media/qqmusicpm.1a2b.wasm`, installed]);
    assert.deepEqual(await filesOfSite(other), [installed]);
  });
});
