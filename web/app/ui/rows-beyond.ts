import { useEffect, useState } from "preact/hooks";
import { painted } from "./painted.ts";

/** So many are there from the beginning. */
const few = 1;

/**
 * How many rows beyond the edges of a view are there all the same: few until those in view are painted, so that these are
 * there sooner. The same again whenever `drawn` is another value.
 */
export function useRowsBeyond(many: number, drawn?: unknown): number {
  const [ready, setReady] = useState<{ drawn: unknown } | undefined>(undefined);
  useEffect(() => {
    let isLatest = true;
    void painted().then(() => isLatest && setReady({ drawn }));
    return () => (isLatest = false);
  }, [drawn]);
  return ready && ready.drawn === drawn ? many : few;
}
