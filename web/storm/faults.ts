// What goes wrong in a storm.

import type { Random } from "../app/test/seeded.ts";
import type { Fault } from "../e2e/harness.js";
import { timeout } from "./plan.js";

/** A kind of fault, and how many of a hundred sends it hits. */
interface Kind {
  of100: number;
  faults: readonly Fault[];
}

const late = 1.5 * timeout;

/** Those of messages that are sent. What is left of a hundred goes well. */
const sendKinds: readonly Kind[] = [
  // The connection is cut: before the message was taken, after it, and in the middle of the answer.
  { of100: 6, faults: [{ kind: "cutBeforeHeaders" }] },
  { of100: 6, faults: [{ kind: "cutBeforeHeaders", applied: true }] },
  { of100: 6, faults: [{ kind: "cutAfterHeaders" }, { kind: "cutBody" }] },
  {
    of100: 8,
    faults: [500, 503].flatMap((status) => [
      { kind: "status", status },
      { kind: "status", status, applied: true },
    ]),
  },
  // An answer comes too late, to a message that was taken and to one that was not.
  {
    of100: 3,
    faults: [
      { kind: "", delayMs: late },
      { kind: "", delayMs: late, applied: true },
    ],
  },
  // A body that is no answer, although the message was taken.
  { of100: 6, faults: [{ kind: "truncated" }, { kind: "empty", applied: true }, { kind: "html", applied: true }] },
  { of100: 6, faults: [{ kind: "gbk" }, { kind: "gb18030" }, { kind: "invalidUTF8" }] },
  {
    of100: 4,
    faults: [
      { kind: "child", code: 2001 },
      { kind: "outer", code: 2001 },
    ],
  },
  { of100: 3, faults: [{ kind: "child", code: 1000 }, { kind: "login" }] },
  { of100: 2, faults: [{ kind: "child", code: 10006 }] },
];

/** Those of pages that are read, by which it is found out whether a message has arrived. */
const readKinds: readonly Kind[] = [
  { of100: 4, faults: [{ kind: "cutBeforeHeaders" }, { kind: "cutBody" }] },
  {
    of100: 4,
    faults: [
      { kind: "status", status: 500 },
      { kind: "status", status: 503 },
    ],
  },
  { of100: 4, faults: [{ kind: "truncated" }, { kind: "gbk" }] },
  { of100: 1, faults: [{ kind: "child", code: 2001 }] },
];

/** The faults of so many messages that are sent, in order. */
export const sendFaults = (random: Random, count: number): Fault[] =>
  drawn(random, count, "SendMessageAsync", sendKinds);

/** The faults of so many pages that are read, in order. */
export const readFaults = (random: Random, count: number): Fault[] => drawn(random, count, "GetMessage", readKinds);

function drawn(random: Random, count: number, method: string, kinds: readonly Kind[]): Fault[] {
  return Array.from({ length: count }, () => ({ ...drawOne(random, kinds), method }));
}

function drawOne(random: Random, kinds: readonly Kind[]): Fault {
  let left = random.below(100);
  for (const { of100, faults } of kinds) {
    if (left < of100) return faults[random.below(faults.length)]!;
    left -= of100;
  }
  return { kind: "" };
}
