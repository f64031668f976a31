// Runs in a page that does nothing else: asks a worker for the texts that have another text in them, and shows the first.

import type { FloorAnswer } from "./search-floor-worker.js";

const worker = new Worker("search-floor-worker.js");

/** Asks the worker for something, and gives how long it took until the first and until all of the answer was painted. */
async function find(query: string): Promise<{ first: number; all: number }> {
  document.body.replaceChildren();
  await painted();
  const began = performance.now();
  worker.postMessage(query);
  return new Promise((resolve) => {
    let first: number | undefined;
    worker.onmessage = async ({ data }) => {
      const { found, count, ended } = data as FloorAnswer;
      const rows = found.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
      document.body.replaceChildren(`${count}`, ...rows);
      await painted();
      const took = performance.now() - began;
      first ??= took;
      if (ended) resolve({ first, all: took });
    };
  });
}

/** What a frame has painted is there in the task after it. */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Lets the worker make so many texts. */
async function fill(messages: number): Promise<void> {
  const made = new Promise((resolve) => (worker.onmessage = resolve));
  worker.postMessage(messages);
  await made;
}

const searchFloor = { fill, find };

/** A page with this script. */
export interface SearchFloorPage {
  searchFloor: typeof searchFloor;
}

(globalThis as unknown as SearchFloorPage).searchFloor = searchFloor;
