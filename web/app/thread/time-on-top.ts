import type { Row } from "./rows.ts";

/** The time of the first message in view; undefined where the line that names its day is in view itself. */
export function timeOnTop(rows: readonly Row[], first: number): number | undefined {
  for (let i = first; i < rows.length; i++) {
    const row = rows[i]!;
    if (row.row === "day" || row.row === "beginning") return undefined;
    if (row.row === "message" && row.time !== undefined) return row.time;
    if (row.row === "outgoing") return row.outgoing.writtenAt / 1000;
  }
  return undefined;
}
