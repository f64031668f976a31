// The worker of the search. What it holds goes with it.

import { openDatabase } from "./database.ts";
import { immediate } from "./immediate.ts";
import { SearchDesk } from "./search-desk.ts";
import type { FromSearch, ToSearch } from "./search-talk.ts";

/** What of a worker's surroundings is used: this file is checked as part of the page, which has others. */
interface Surroundings {
  postMessage(said: FromSearch): void;
  addEventListener(type: "message", listener: (event: MessageEvent<ToSearch>) => void): void;
}

const here = globalThis as unknown as Surroundings;
const desk = new SearchDesk({
  tell: (said) => here.postMessage(said),
  openDatabase: () => openDatabase({ onLost: () => here.postMessage({ say: "failed" }) }),
  pause: immediate,
  clock: () => performance.now(),
});
here.addEventListener("message", ({ data }) => desk.hear(data));
