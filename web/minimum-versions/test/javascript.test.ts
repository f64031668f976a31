import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { usageOf } from "../javascript.ts";

describe("the syntax of a script", () => {
  for (const [code, feature] of [
    ["a?.b", "operators.optional_chaining"],
    ["a ?? b", "operators.nullish_coalescing"],
    ["a ??= b", "operators.nullish_coalescing_assignment"],
    ["a ||= b", "operators.logical_or_assignment"],
    ["a ** b", "operators.exponentiation"],
    ["({ ...a })", "operators.spread.spread_in_object_literals"],
    ["const { a, ...b } = c", "operators.destructuring.rest_in_objects"],
    ["import('a')", "operators.import"],
    ["import.meta.url", "operators.import_meta"],
    ["await a", "operators.await.top_level"],
    ["async () => { for await (const a of b); }", "statements.for_await_of"],
    ["async () => {}", "statements.async_function"],
    ["async function* a() {}", "statements.async_generator_function"],
    ["try {} catch {}", "statements.try_catch.optional_catch_binding"],
    ["using a = b", "statements.using"],
    ["export * as a from 'b'", "statements.export.namespace"],
    ["class A { a }", "classes.public_class_fields"],
    ["class A { #a }", "classes.private_class_fields"],
    ["class A { #a() {} }", "classes.private_class_methods"],
    ["class A { #a; b(c) { return #a in c } }", "classes.private_class_fields_in"],
    ["class A { static a }", "classes.static.class_fields"],
    ["class A { static {} }", "classes.static.initialization_blocks"],
    ["1_000", "grammar.numeric_separators"],
    ["/(?<=a)/", "regular_expressions.lookbehind_assertion"],
    ["/(?<a>b)/", "regular_expressions.named_capturing_group"],
    ["new RegExp('(?<!a)')", "regular_expressions.lookbehind_assertion"],
    ["/(?i:a)/", "regular_expressions.modifier"],
    ["/\\p{L}/u", "regular_expressions.unicode_character_class_escape"],
    ["/a/s", "builtins.RegExp.dotAll"],
    ["/a/v", "builtins.RegExp.unicodeSets"],
  ] as const) {
    it(code, () => assert.ok(usageOf("a.js", code).syntax.has(`javascript.${feature}`)));
  }

  it("await in a function is not at the top", () => {
    assert.ok(!usageOf("a.js", "async () => await a").syntax.has("javascript.operators.await.top_level"));
  });

  it("that is wrong is an error", () => assert.throws(() => usageOf("a.js", "a b"), /a\.js/));
});

describe("the globals of a script", () => {
  for (const [code, globals] of [
    ["URL.canParse(a.b)", ["URL", "URL.canParse", "a", "a.b"]],
    ["globalThis.fetch", ["fetch"]],
    ["self?.crypto?.subtle", ["crypto", "crypto.subtle"]],
    ["Array.prototype.at", ["Array", "Array.prototype", "Array.prototype.at"]],
    ["Promise['any']", ["Promise", "Promise.any"]],
    ["1n", ["BigInt"]],
    ["typeof structuredClone", []],
    ["typeof Promise.any", ["Promise"]],
    ["({ fetch: 1 })", []],
    ["const { fetch } = 1", []],
    ["(URL) => URL.canParse", []],
    ["const URL = 1; URL.canParse", []],
    ["fetch: for (;;) break fetch", []],
    ["import { fetch as a } from 'b'", []],
  ] as const) {
    it(code, () => assert.deepEqual([...usageOf("a.js", code).globals].sort(), [...globals].sort()));
  }
});

describe("the members of a script", () => {
  for (const [code, members, ownMembers] of [
    ["const a = []; a.at(-1)", ["at"], []],
    ["const a = []; a?.['at']", ["at"], []],
    ["const { at } = []", ["at"], []],
    ["const a = { at: 1 }", [], ["at"]],
    ["class A { at() {} }", [], ["at"]],
    ["class A { at; }", [], ["at"]],
    ["const a = 1; a[b]", [], []],
  ] as const) {
    it(code, () => {
      const usage = usageOf("a.js", code);
      assert.deepEqual([[...usage.members], [...usage.ownMembers]], [members, ownMembers]);
    });
  }

  it("come with the files that are imported", () => {
    assert.deepEqual(usageOf("a.js", "import './b.js'; export { c } from './d.js'").imports, ["./b.js", "./d.js"]);
  });

  it("come with the files that are loaded later, and with workers", () => {
    const code = "import(`./b.js`); load(['assets/c.css', 'd.txt']); new Worker(new URL('e.js', import.meta.url))";
    assert.deepEqual([...usageOf("a.js", code).mentions], ["./b.js", "assets/c.css", "e.js"]);
  });
});
