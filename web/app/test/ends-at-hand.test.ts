// The ends of conversations that are read before somebody opens one.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EndsAtHand } from "../archive/ends-at-hand.ts";
import type { History } from "../archive/history.ts";
import { history, notation } from "./history-notation.ts";

/** Ends of an archive which has a message "1" of each conversation, and of those named here none. */
function endsWithout(...missing: string[]) {
  const asked: string[] = [];
  const ends = new EndsAtHand(async (id): Promise<History | undefined> => {
    asked.push(id);
    return missing.includes(id) ? undefined : history("|1");
  });
  const found = (id: string) => {
    const end = ends.find(id);
    return end && notation(end);
  };
  return { ends, asked, found };
}

describe("the end of a conversation", () => {
  it("is at hand once it was read", async () => {
    const { ends, found } = endsWithout();
    const reading = ends.begin("a");
    assert.equal(found("a"), undefined);
    await reading;
    assert.equal(found("a"), "|1");
  });

  it("is read once, however often that is begun", async () => {
    const { ends, asked } = endsWithout();
    const [one, other] = await Promise.all([ends.begin("a"), ends.begin("a")]);
    assert.deepEqual([asked, one], [["a"], other]);
  });

  it("is not asked for again when there is none", async () => {
    const { ends, asked } = endsWithout("a");
    await ends.begin("a");
    assert.deepEqual([await ends.begin("a"), asked], [undefined, ["a"]]);
  });

  it("is let go of when it is no longer so", async () => {
    const { ends, found } = endsWithout();
    await Promise.all([ends.begin("a"), ends.begin("b")]);
    ends.drop("a");
    assert.deepEqual([found("a"), found("b")], [undefined, "|1"]);
  });

  it("is let go of with all others when no place keeps them any more", async () => {
    const { ends, found } = endsWithout();
    await Promise.all([ends.begin("a"), ends.begin("b")]);
    ends.drop(undefined);
    assert.deepEqual([found("a"), found("b")], [undefined, undefined]);
  });

  it("is not at hand when it changed while it was read", async () => {
    const { ends, found } = endsWithout();
    const reading = ends.begin("a");
    ends.drop("a");
    await reading;
    assert.equal(found("a"), undefined);
  });

  it("makes room: the twelve that were begun last are at hand", async () => {
    const { ends, found } = endsWithout();
    for (let i = 0; i < 13; i++) await ends.begin(`c${i}`);
    assert.deepEqual(
      Array.from({ length: 13 }, (_, i) => found(`c${i}`)),
      [undefined, ...Array(12).fill("|1")],
    );
  });
});
