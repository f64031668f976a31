import type { SearchWorker } from "./archive-search.ts";
import type { FromSearch } from "./search-talk.ts";

/** Starts a worker for the search. */
export function startSearchWorker(): SearchWorker {
  // Without a type: it is built as one script, and Firefox has had workers that are modules only since version 114.
  const worker = new Worker(new URL("./search-worker.ts", import.meta.url));
  return {
    say: (said) => worker.postMessage(said),
    onSaid: (listener) => worker.addEventListener("message", ({ data }: MessageEvent<FromSearch>) => listener(data)),
    onBroken: (listener) => worker.addEventListener("error", listener),
    close: () => worker.terminate(),
  };
}
