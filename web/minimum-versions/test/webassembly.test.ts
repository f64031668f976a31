import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import wabt from "wabt";
import { fromRoot } from "../parts.ts";
import { featuresOfModule, lookupsOfModule } from "../webassembly.ts";

const { parseWat } = await wabt();

const everything = { simd: true, tail_call: true, threads: true, exceptions: true };
const assemble = (body: string) => parseWat("a.wat", `(module (memory 1) ${body})`, everything).toBinary({}).buffer;

describe("the features of a module", () => {
  for (const [body, names] of [
    ["", []],
    ["(func (drop (i32.extend8_s (i32.const 1))))", ["sign-extension-operations"]],
    ["(func (drop (i32.trunc_sat_f64_s (f64.const 1))))", ["non-trapping-float-to-int-conversions"]],
    ["(func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0)))", ["bulk-memory-operations"]],
    ["(func (drop (ref.null extern)))", ["reference-types", "bulk-memory-operations"]],
    ["(func (drop (i32.atomic.load (i32.const 0))))", ["threads-and-atomics"]],
    ["(tag (param i32))", ["exception-handling"]],
    ["(func (drop (v128.const i32x4 0 0 0 0)))", ["fixed-width-SIMD"]],
    ["(func $a (return_call $a))", ["tail-calls"]],
  ] as const) {
    it(body || "none", async () => {
      const features = [...(await featuresOfModule(assemble(body)))];
      assert.deepEqual(
        features,
        names.map((name) => `webassembly.${name}`),
      );
    });
  }

  it("of what is no module are an error", () => assert.rejects(featuresOfModule(new Uint8Array(9))));
});

describe("the lookups of the module", () => {
  it("are of what it needs of JavaScript", async () => {
    const runtime = readFileSync(fromRoot("web/wasm_exec.js"), "utf8");
    const lookups = await lookupsOfModule(runtime, readFileSync(fromRoot("bin/qqmusicpm.wasm")));
    for (const name of ["AbortController", "Promise.withResolvers", "crypto.getRandomValues", "fetch"]) {
      assert.ok(lookups.has(name), name);
    }
  });
});
