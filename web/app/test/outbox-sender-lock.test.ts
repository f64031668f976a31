import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { senderLock, type Exclusive, type Locks } from "../outbox/sender-lock.ts";
import { quiet } from "./outbox-world.ts";

/** Locks as a browser has them. */
function browserLocks(): Locks & { names: string[] } {
  const last = new Map<string, Promise<unknown>>();
  const names: string[] = [];
  return {
    names,
    request(name, work) {
      names.push(name);
      const turn = (last.get(name) ?? Promise.resolve()).then(work);
      last.set(
        name,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
}

const forbidden: Locks = { request: () => Promise.reject(new DOMException("forbidden", "SecurityError")) };

/** The steps of two pieces of work that begin at once. */
async function stepsOf(one: Exclusive, other: Exclusive): Promise<string> {
  const steps: string[] = [];
  const work = (name: string) => async () => {
    steps.push(`${name}(`);
    await quiet();
    steps.push(`)${name}`);
  };
  await Promise.all([one(work("a")), other(work("b"))]);
  return steps.join("");
}

describe("the lock of an account", () => {
  const locks = browserLocks();
  for (const [name, one, other, steps] of [
    ["of two tabs", senderLock("1@", locks), senderLock("1@", locks), "a()ab()b"],
    ["of two accounts", senderLock("2@", locks), senderLock("3@", locks), "a(b()a)b"],
    ["without the browser's locks", senderLock("4@", undefined), senderLock("4@", undefined), "a()ab()b"],
    ["of two accounts without them", senderLock("5@", undefined), senderLock("6@", undefined), "a(b()a)b"],
    ["where they are forbidden", senderLock("7@", forbidden), senderLock("7@", forbidden), "a()ab()b"],
  ] as const) {
    it(name, async () => assert.equal(await stepsOf(one, other), steps));
  }

  it("is named by the account", () => assert.ok(locks.names.includes("qqmusicpm.outbox.1@")));

  for (const [name, has] of [
    ["with the browser's locks", browserLocks()],
    ["without them", undefined],
  ] as const) {
    it(`gives what the work gives, ${name}`, async () => {
      assert.equal(await senderLock("8@", has)(async () => 1), 1);
    });

    it(`rejects as the work rejects, runs it once, and goes on, ${name}`, async () => {
      const lock = senderLock("9@", has);
      let runs = 0;
      const fails = async () => {
        runs++;
        throw new Error("failed");
      };
      await assert.rejects(lock(fails), /failed/);
      assert.equal(runs, 1);
      assert.equal(await lock(async () => 2), 2);
    });
  }
});
