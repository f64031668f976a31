// How often things are measured. The quick plan shows that everything can be measured; its numbers mean little.

/** How many pairs, and what makes one of their measurements. */
export interface Rounds {
  /** Units of work before the first measurement, for the engine to compile what is hot. */
  warmUp: number;
  pairs: number;
  /** Units of work in one measurement. */
  units: number;
}

export interface Plan {
  quick: boolean;
  ready: { pairs: number };
  nodeStart: { pairs: number };
  /** How often what a user waits for is measured. */
  waits: number;
  /** How many conversations a long list has. */
  conversations: number;
  /** How many messages a long kept conversation has, and a full archive; and archives that are searched, in how many ms. */
  kept: { messages: number; archive: number; searched: readonly { messages: number; goal: number }[] };
  page: Rounds;
  call: Rounds;
  drain: Rounds;
  batch: Rounds;
  /** After how many calls memory is looked at. */
  memory: { calls: number[] };
  native: { pairs: number; benchtime: string };
}

const full: Plan = {
  quick: false,
  // A start varies by a fifth from one to the next.
  ready: { pairs: 75 },
  nodeStart: { pairs: 25 },
  waits: 15,
  conversations: 3000,
  kept: {
    messages: 10_000,
    archive: 200_000,
    searched: [
      { messages: 200_000, goal: 200 },
      { messages: 1_000_000, goal: 500 },
    ],
  },
  // Some 5,000 pages in all: from 7,000 on Chromium's Response.text, and the floor with it, may take twice as long.
  page: { warmUp: 1000, pairs: 40, units: 40 },
  call: { warmUp: 5000, pairs: 40, units: 2000 },
  drain: { warmUp: 3, pairs: 15, units: 1 },
  batch: { warmUp: 1, pairs: 7, units: 1 },
  memory: { calls: [1_000, 10_000, 100_000] },
  native: { pairs: 20, benchtime: "100ms" },
};

const quick: Plan = {
  quick: true,
  ready: { pairs: 1 },
  nodeStart: { pairs: 1 },
  waits: 1,
  conversations: 100,
  kept: { messages: 1000, archive: 2000, searched: [{ messages: 2000, goal: 200 }] },
  page: { warmUp: 20, pairs: 3, units: 10 },
  call: { warmUp: 50, pairs: 3, units: 50 },
  drain: { warmUp: 0, pairs: 1, units: 1 },
  batch: { warmUp: 0, pairs: 1, units: 1 },
  memory: { calls: [100, 2_000] },
  native: { pairs: 2, benchtime: "10ms" },
};

/** The plan that the environment asks for. */
export const plan: Plan = process.env["BENCH_QUICK"] ? quick : full;
