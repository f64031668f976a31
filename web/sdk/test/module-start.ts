// Starts of the module that work, and that do not.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import type { WasmSource } from "qqmusic-private-message";
import { answering, data, freshPackage, installedPath, login, rejection, runScript } from "./support.js";

/** Asserts that a copy of the package works with the module from there. */
export async function works(wasm: WasmSource | PromiseLike<WasmSource> | undefined) {
  const { createClient } = await freshPackage();
  const { fetch } = answering(data({ config_value: 7 }));
  const client = await createClient({ wasm, fetch, credential: login });
  assert.equal((await client.getConfig(1)).configValue, 7);
  client.close();
}

/** Asserts that the module from there is a ModuleError that says what, and that the next attempt works. */
export async function fails(wasm: WasmSource | PromiseLike<WasmSource>, ...says: (string | RegExp)[]) {
  const { createClient, ModuleError } = await freshPackage();
  const error = await rejection(createClient({ wasm }));
  assert.ok(error instanceof ModuleError, String(error));
  for (const part of says) assert.match(error.message, part instanceof RegExp ? part : new RegExp(escaped(part)));
  (await createClient()).close();
  return error;
}

/** What a script prints that a bundler made of the package and a start, with an expression in the place of its own address. */
export function startedBy(t: TestContext, address: string): string {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const bundle = join(folder, "bundle.mjs");
  writeFileSync(bundle, readFileSync(installedPath("index.js"), "utf8").replace("import.meta.url", address));
  return runScript(`
    const { createClient } = await import(${JSON.stringify(pathToFileURL(bundle).href)});
    await createClient().then(() => console.log("works"), (error) => console.log(String(error)));`);
}

/** A text as a regular expression that matches it alone. */
export const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
