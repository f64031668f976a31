// A worker that looks through texts with nothing but `includes`.

import { madeUpMessage, madeUpUser } from "./made-up.js";

/** What was found so far. */
export interface FloorAnswer {
  /** The first of them. */
  found: string[];
  count: number;
  ended: boolean;
}

/** So many of the texts that were found are shown. */
const shown = 8;

let texts: string[] = [];

addEventListener("message", ({ data }: MessageEvent<string | number>) => {
  if (typeof data === "number") {
    const [owner, other] = [madeUpUser(0), madeUpUser(1)];
    texts = Array.from({ length: data }, (_, i) => madeUpMessage(i, owner, other).metaData!.content);
    postMessage(data);
    return;
  }
  const found: string[] = [];
  let count = 0;
  for (let i = texts.length - 1; i >= 0; i--) {
    const text = texts[i]!;
    if (!text.includes(data)) continue;
    count++;
    if (count <= shown) found.push(text);
    if (count === shown) postMessage({ found, count, ended: false } satisfies FloorAnswer);
  }
  postMessage({ found, count, ended: true } satisfies FloorAnswer);
});
