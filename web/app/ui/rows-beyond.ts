import { useEffect, useState } from "preact/hooks";
import { painted } from "./painted.ts";

/**
 * How many rows beyond the edges of a view are there all the same: none until those in view are painted, so that these are
 * there sooner. None again whenever `drawn` is another value.
 */
export function useRowsBeyond(many: number, drawn?: unknown): number {
  const [ready, setReady] = useState<{ drawn: unknown } | undefined>(undefined);
  useEffect(() => {
    let isLatest = true;
    void painted().then(() => isLatest && setReady({ drawn }));
    return () => (isLatest = false);
  }, [drawn]);
  return ready && ready.drawn === drawn ? many : 0;
}
