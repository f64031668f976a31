import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { maskKey } from "../traffic.ts";

describe("the record of a request", () => {
  it("hides the login ticket and nothing else", () => {
    assert.equal(
      maskKey('{"comm":{"qq":"1152921504606846999","authst":"Q_H_L_secret","n":1152921504606846999}}'),
      '{"comm":{"qq":"1152921504606846999","authst":"••••••","n":1152921504606846999}}',
    );
  });

  it("hides a ticket that holds an escaped quote to its end", () => {
    assert.ok(!maskKey('{"authst": "a\\"secret"}').includes("secret"));
  });
});
