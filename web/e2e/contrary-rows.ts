// What the simulator does otherwise than is believed of the real gateway (docs/protocol.md §9), belief by belief.

import { seeded } from "../app/test/seeded.js";
import type { Contrary } from "./harness.js";

/** What a user sees of a belief that is wrong. Where nothing is said, all is as it always is. */
export interface Seen {
  /** Own messages are shown as those of nobody known. */
  ownUnknown?: true;
  /** What becomes of a message that is sent: it comes back, the gateway took it without giving it back, or it failed. */
  sent?: "arrived" | "accepted" | "failed";
  /** The time of messages is not known. */
  timeless?: true;
}

/** A belief by its number, what is turned round of it, and what is seen of that. */
export type Row = [belief: number | string, switches: Contrary, seen: Seen];

export const rows: readonly Row[] = [
  [1, { oddTypes: true }, {}],
  [1, { textMeta: true }, {}],
  [2, { times: "ms", sortTimes: "zero" }, {}],
  [2, { times: "us", sortTimes: "huge" }, {}],
  [2, { times: "zero", sortTimes: "negative" }, { timeless: true }],
  [2, { times: "negative", sortTimes: "us" }, { timeless: true }],
  [2, { times: "huge", sortTimes: "ms" }, {}],
  [3, { sends: "empty" }, { sent: "accepted" }],
  [3, { sends: "tips" }, { sent: "accepted" }],
  [3, { sends: "updateTime" }, { sent: "accepted" }],
  [3, { sends: "later" }, { sent: "accepted" }],
  [3, { sends: "never" }, { sent: "accepted" }],
  [3, { sends: "result" }, { sent: "accepted" }],
  [3, { sends: "refused" }, { sent: "failed" }],
  [4, { oldestFirst: true }, {}],
  [4, { oldestFirst: true, equalTimes: true, noSequence: true }, {}],
  [4, { fromBeginning: true }, {}],
  [5, { staysUnread: true }, {}],
  [6, { ownUsers: "encrypted" }, {}],
  [6, { ownUsers: "none" }, {}],
  [7, { peerUsers: "encrypted" }, {}],
  [7, { peerUsers: "encryptedRefused" }, { sent: "failed" }],
  [9, { "refuse20.9": 10007 }, {}],
  [9, { "refuse20.9": 1000, refuseOuter: true }, {}],
  [10, { refuseSession: 10007 }, {}],
  [10, { bareSession: true }, {}],
  [11, { otherTypes: true }, {}],
];

/** Some of the rows, of each belief one, put together. */
function mixture(seed: number): Row {
  const random = seeded(seed);
  const chosen = rows.filter(() => random.below(4) === 0);
  // In dialect 14.9 no call is made without a session: with 20.9 refused too there is no inbox to use.
  const isUsable = ([belief]: Row) => belief !== 10 || !chosen.some(([other]) => other === 9);
  const perBelief = [...new Map(chosen.filter(isUsable).map((row) => [row[0], row])).values()];
  const seen = perBelief.map(([, , one]) => one);
  const sent = seen.flatMap((one) => one.sent ?? []);
  return [
    `seed ${seed}`,
    Object.assign({}, ...perBelief.map(([, switches]) => switches)) as Contrary,
    {
      ...(Object.assign({}, ...seen) as Seen),
      ...(sent.length > 0 && { sent: sent.includes("failed") ? "failed" : "accepted" }),
    },
  ];
}

const seeds = process.env["CONTRARY_SEEDS"]?.split(",").map(Number) ?? [1, 2, 3];

/** Three mixtures of them. CONTRARY_SEEDS=7,8 has others. */
export const mixtures = seeds.map(mixture);

/** The name of a row for a test. */
export function nameOf([belief, switches]: Row): string {
  const named = Object.entries(switches).map(([name, value]) => (value === true ? name : `${name}=${value}`));
  return `${typeof belief === "number" ? `belief ${belief}` : belief}: ${named.join(",")}`;
}
