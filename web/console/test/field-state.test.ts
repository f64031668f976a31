import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { callNamed, type Call, type Kind } from "../calls.ts";
import { emptyField, FieldError, firstFields, missingParam, toArguments, type FieldState } from "../field-state.ts";

const one = (kind: Kind): Call => ({
  ...callNamed("getConfig")!,
  params: [{ name: "p", kind, positional: true, nullable: true, wire: "p", help: { en: "", zh: "" } }],
});

const valueOf = (kind: Kind, text: string, more: Partial<FieldState> = {}) =>
  toArguments(one(kind), { p: { ...emptyField, given: "yes", text, ...more } }).args[0];

describe("the value of a field", () => {
  const cases: [what: string, kind: Kind, text: string, want: unknown][] = [
    ["an integer is a bigint", "int", "20", 20n],
    ["an integer keeps 19 digits", "int", "1152921504606846999", 1152921504606846999n],
    ["a negative integer", "int", " -1 ", -1n],
    ["what is no integer stays text for the client to refuse", "int", "1.5", "1.5"],
    ["an id stays text", "id", "1152921504606846999", "1152921504606846999"],
    ["an id keeps its spaces", "id", " a ", " a "],
    ["a string may be empty", "string", "", ""],
    ["a boolean", "bool", "true", true],
    ["a list of integers, with any comma", "intlist", "1, 2，3、4 5", [1n, 2n, 3n, 4n, 5n]],
    ["a list of ids", "idlist", "a\nb", ["a", "b"]],
    ["an empty list", "idlist", "", []],
    ["an object keeps its digits", "object", '{"id": 1152921504606846999}', { id: 1152921504606846999n }],
    ["a config value is text at first", "configvalue", "1", "1"],
  ];
  for (const [what, kind, text, want] of cases) {
    it(what, () => assert.deepEqual(valueOf(kind, text), want));
  }

  it("a config value is a number when that is chosen", () => {
    assert.equal(valueOf("configvalue", "1", { number: true }), 1n);
  });

  it("null is the protocol's null, whatever text stands there", () => {
    assert.equal(valueOf("id", "a", { given: "null" }), null);
  });

  it("not given is undefined", () => {
    assert.equal(valueOf("id", "a", { given: "no" }), undefined);
  });

  it("an object that is no JSON names its field", () => {
    assert.throws(
      () => valueOf("object", "{"),
      (error) => error instanceof FieldError && error.param === "p",
    );
  });
});

describe("the arguments of a call", () => {
  it("are the positional ones in the call's order, then the options that are given", () => {
    const call = callNamed("sendMessage")!;
    const fields = { ...firstFields(call), userId: { ...emptyField, given: "yes" as const, text: "1" } };
    assert.deepEqual(toArguments(call, fields), { args: ["1", 0n], options: { metaData: { content: "你好" } } });
  });

  it("keep the place of a positional one that is missing", () => {
    assert.deepEqual(toArguments(callNamed("deleteMessage")!, {}).args, [undefined, undefined]);
  });
});

describe("what is missing", () => {
  const missing = (name: string, given: Record<string, string> = {}) => {
    const call = callNamed(name)!;
    const typed = Object.entries(given).map(([param, text]) => [param, { ...emptyField, given: "yes" as const, text }]);
    return missingParam(call, { ...firstFields(call), ...Object.fromEntries(typed) })?.name;
  };

  for (const [what, call, given, want] of [
    ["is the first parameter that has to be given", "deleteMessage", {}, "sessionId"],
    ["is the next one when the first is there", "deleteMessage", { sessionId: "1" }, "msgId"],
    ["is nothing when all are there", "deleteMessage", { sessionId: "1", msgId: "2" }, undefined],
    ["is nothing of a call that needs nothing", "getSessions", {}, undefined],
    ["is no text that is given and empty", "setConfig", { configType: "5", configValue: "" }, undefined],
  ] as const) {
    it(what, () => assert.equal(missing(call, given), want));
  }
});
