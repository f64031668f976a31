import type { Row } from "./rows.ts";

/** A message that was gone to: it is brought into the middle of the view and lit up for a moment. */
export interface Spot {
  messageId: string;
}

/** Whether a row shows the message that was gone to. */
export function isSpot(row: Row, spot: Spot | undefined): boolean {
  return row.row === "message" && row.message.id === spot?.messageId;
}
