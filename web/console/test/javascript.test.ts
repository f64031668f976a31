import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { callNamed } from "../calls.ts";
import { callLine, literal } from "../javascript.ts";

describe("the line of JavaScript", () => {
  it("has the arguments in their order and the options last", () => {
    const line = callLine(callNamed("sendMessage")!, { args: ["1", 0n], options: { metaData: { content: "你好" } } });
    assert.equal(line, 'await client.sendMessage("1", 0, { metaData: { content: "你好" } })');
  });

  it("has no options when none are given", () => {
    assert.equal(callLine(callNamed("getSessions")!, { args: [], options: {} }), "await client.getSessions()");
  });
});

describe("a literal", () => {
  const values: unknown[] = [
    1152921504606846999n,
    -5n,
    'quotes " and \\ and \u2028',
    [1n, null, true],
    {},
    [],
    { "a-b": 1n, 类型: "x", $ok: undefined },
  ];
  for (const value of values) {
    it(`${literal(value)} is read back as the same value`, () => {
      assert.deepEqual(integers((0, eval)(`(${literal(value)})`)), integers(value));
    });
  }

  it("does not set a prototype", () => {
    const read = (0, eval)(`(${literal(JSON.parse('{"__proto__": {"a": "b"}}'))})`) as object;
    assert.ok(Object.hasOwn(read, "__proto__"));
  });
});

// A small bigint is written as a number, which the client takes alike.
function integers(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return value.map(integers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, integers(member)]));
}
