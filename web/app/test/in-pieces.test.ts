import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inPieces } from "../export/in-pieces.ts";

async function* given(...parts: string[]) {
  yield* parts;
}

const lengths = async (...parts: string[]) => {
  const pieces: string[] = [];
  for await (const piece of inPieces(given(...parts))) pieces.push(piece);
  assert.equal(pieces.join(""), parts.join(""));
  return pieces.map(({ length }) => length);
};

describe("a file in pieces", () => {
  const [short, long] = ["a".repeat(50_000), "b".repeat(200_000)];

  it("has its short parts together, and long ones as they are", async () => {
    assert.deepEqual(await lengths("x", long, long, short, short, short, short), [200_001, 200_000, 150_000, 50_000]);
  });

  it("has no empty piece", async () => {
    assert.deepEqual(await lengths(), []);
    assert.deepEqual(await lengths("", ""), []);
    assert.deepEqual(await lengths("", long, ""), [200_000]);
  });
});
