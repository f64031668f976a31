import { useEffect, useLayoutEffect } from "preact/hooks";
import type { Row } from "./rows.ts";
import { spotRow } from "./spot.ts";
import type { Thread } from "./thread.ts";
import type { Rows } from "./virtual-rows.ts";

/** How long a message that was gone to is lit up, in milliseconds: as long as its animation in style/rows.css. */
const litFor = 2400;

/** Brings the message that was gone to into view. The focus stays where it is. */
export function useSpot(thread: Thread, rows: readonly Row[], virtual: Rows, onMove: () => void): void {
  const spot = thread.spot.value;
  const index = spotRow(rows, spot);
  useLayoutEffect(() => {
    if (index < 0) return;
    onMove();
    virtual.scrollToIndex(index, { align: spot!.align });
  }, [spot, index >= 0]);
  useEffect(() => {
    if (!spot) return;
    const timer = setTimeout(() => thread.leaveSpot(spot), litFor);
    return () => clearTimeout(timer);
  }, [spot]);
}
