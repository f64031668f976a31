/** Whether list and conversation are two screens. */
export function isNarrow(): boolean {
  return matchMedia("(width < 760px)").matches;
}
