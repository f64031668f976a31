// What is told of an error of the page can be handed on: it says where, and nothing that anybody wrote.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportOf } from "../ui/error-report.ts";

const stackOf = (stack: string, message = "") => Object.assign(new TypeError(message), { stack });
const lines = (error: unknown) => reportOf(error, "row", ["app 1"]).split("\n");

describe("the report of an error", () => {
  it("names its kind, its place and the versions", () => {
    assert.deepEqual(lines(stackOf("")), ["TypeError in row", "app 1"]);
  });

  for (const [browser, stack] of [
    [
      "Chrome",
      "TypeError: x\n    at Row (https://a.example/assets/index.js:1:20)\n    at https://a.example/assets/index.js:3:4",
    ],
    ["Firefox", "Row@https://a.example/assets/index.js:1:20\n@https://a.example/assets/index.js:3:4\n"],
    ["Safari", "Row@https://a.example/assets/index.js:1:20\n@https://a.example/assets/index.js:3:4"],
  ] as const) {
    it(`has the functions of a stack of ${browser}, without addresses`, () => {
      assert.deepEqual(lines(stackOf(stack, "x")), ["TypeError in row", "at Row 1:20", "at (nameless) 3:4", "app 1"]);
    });
  }

  it("has the functions of a real stack", () => {
    function breaks(): never {
      throw new RangeError("x");
    }
    const caught = () => {
      try {
        return breaks();
      } catch (error) {
        return error;
      }
    };
    const [first, second] = lines(caught());
    assert.equal(first, "RangeError in row");
    assert.match(second!, /^at breaks \d+:\d+$/);
  });

  for (const [what, error] of [
    ["its message", new Error("secret")],
    ["lines of its message that look like frames", new Error("a\n    at secret (https://a.example/x.js:1:2)\n")],
    ["its cause", new Error("a", { cause: "secret" })],
    ["a name that is none", Object.assign(new Error("a"), { name: "secret: written by somebody" })],
    ["a text that was thrown", "secret"],
    ["an object that was thrown", { secret: "secret" }],
    ["addresses in a stack", stackOf("Error\n    at f (https://a.example/?key=secret:1:2)")],
  ] as const) {
    it(`has nothing of ${what}`, () => assert.doesNotMatch(lines(error).join("\n"), /secret/));
  }

  it("is short, however deep the stack is", () => {
    const frame = `    at ${"f".repeat(100)} (https://a.example/x.js:1:2)\n`;
    assert.ok(reportOf(stackOf(`Error\n${frame.repeat(10_000)}`), "row", []).length < 5000);
  });
});
