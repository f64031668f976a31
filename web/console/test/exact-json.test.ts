import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { indentExact, parseExact } from "../exact-json.ts";

describe("parseExact", () => {
  it("keeps the digits of an integer beyond 2^53 as a bigint", () => {
    assert.deepEqual(parseExact('{"id": 1152921504606846999, "low": -9223372036854775808}'), {
      id: 1152921504606846999n,
      low: -9223372036854775808n,
    });
  });

  it("leaves numbers that a double holds as numbers", () => {
    assert.deepEqual(parseExact("[0, -1, 1.25, 1e3, 9007199254740991]"), [0, -1, 1.25, 1000, 9007199254740991]);
  });

  it("leaves digits inside strings and names alone", () => {
    const text = '{"1152921504606846999": "a \\" 1152921504606846999"}';
    assert.deepEqual(parseExact(text), { "1152921504606846999": 'a " 1152921504606846999' });
  });

  it("throws a SyntaxError for text that is no JSON", () => {
    assert.throws(() => parseExact("{content: 1}"), SyntaxError);
  });
});

describe("indentExact", () => {
  it("breaks lines and changes no token", () => {
    const text = '{"qq":"1","n":1152921504606846999,"list":[1,{"a":"x, {y}: \\""}],"e":{},"f":[ ]}';
    assert.equal(
      indentExact(text),
      [
        "{",
        '  "qq": "1",',
        '  "n": 1152921504606846999,',
        '  "list": [',
        "    1,",
        "    {",
        '      "a": "x, {y}: \\""',
        "    }",
        "  ],",
        '  "e": {},',
        '  "f": []',
        "}",
      ].join("\n"),
    );
  });

  it("returns text that is no JSON as it is", () => {
    assert.equal(indentExact("<html>"), "<html>");
  });
});
