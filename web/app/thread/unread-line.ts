/** How far somebody has come past the line above what was unread. */
export interface LineSight {
  /** How far above the upper edge of the view the line ends, in pixels; not above 0 while it is in view or below it. */
  passedBy: number;
  /** Whether the end of the conversation is in view. */
  atEnd: boolean;
  /** How high the view is, in pixels. */
  height: number;
}

/**
 * Whether the line has done its work: what stands below it was seen to the end, or it was left behind by more than what
 * can be seen at once. While it is in view it stays.
 */
export function isLineRead({ passedBy, atEnd, height }: LineSight): boolean {
  return passedBy > 0 && (atEnd || passedBy > height);
}
