import type { Row } from "./rows.ts";

/** A message that was gone to: it is brought into the middle of the view and lit up for a moment. */
export interface Spot {
  messageId: string;
  /** Where in the view it comes to stand: in its middle, or at its upper edge with the line that names its day. */
  align: "center" | "start";
}

/** Whether a row shows the message that was gone to. */
export function isSpot(row: Row, spot: Spot | undefined): boolean {
  return row.row === "message" && row.message.id === spot?.messageId;
}

/** The row that is brought into view for a message that was gone to; -1 when that is not shown. */
export function spotRow(rows: readonly Row[], spot: Spot | undefined): number {
  const index = spot ? rows.findIndex((row) => isSpot(row, spot)) : -1;
  if (spot?.align !== "start") return index;
  let first = index;
  while (first > 0 && isLine(rows[first - 1]!)) first--;
  return first;
}

function isLine({ row }: Row): boolean {
  return row === "day" || row === "unread" || row === "beginning";
}
