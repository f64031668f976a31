// Several messages are deleted, and not all of them can be.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Problem, ProblemKind } from "../model/problem.ts";
import { deleteSeveral } from "../thread/delete-several.ts";

const problem = (kind: ProblemKind): Problem => ({ kind, code: "", says: "", page: "", maybeSent: false, detail: "" });

/** Deletes a to e, of which some meet a problem. */
async function deletion(problems: Record<string, ProblemKind>) {
  const asked: string[] = [];
  const done = await deleteSeveral([..."abcde"], async (item) => {
    asked.push(item);
    return problems[item] && problem(problems[item]);
  });
  return { asked: asked.join(""), deleted: done.deleted, left: done.left.join(""), problem: done.problem?.kind };
}

describe("of several that are deleted", () => {
  it("nothing is left when all goes well", async () =>
    assert.deepEqual(await deletion({}), { asked: "abcde", deleted: 5, left: "", problem: undefined }));

  it("those that are refused are left, and the others go", async () =>
    assert.deepEqual(await deletion({ b: "refused", d: "refused" }), {
      asked: "abcde",
      deleted: 3,
      left: "bd",
      problem: "refused",
    }));

  for (const kind of ["offline", "limited", "expired", "module"] as const) {
    it(`the rest is left and not asked for when the problem is "${kind}"`, async () =>
      assert.deepEqual(await deletion({ c: kind }), { asked: "abc", deleted: 2, left: "cde", problem: kind }));
  }

  it("the first problem is told", async () =>
    assert.equal((await deletion({ a: "refused", c: "offline" })).problem, "refused"));
});
