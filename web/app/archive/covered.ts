/**
 * How much of the time that a conversation lasted has been read, from 0 to 1; undefined when nothing tells. Nothing says how
 * many messages there are, but from the newest back to the beginning is a way of known length. Times are Unix seconds.
 */
export function coveredShare(began: number | undefined, newest: number, oldest: number): number | undefined {
  if (began === undefined || newest <= began || oldest <= 0) return undefined;
  return Math.min(1, Math.max(0, (newest - oldest) / (newest - began)));
}
