/** The most that the field to write in is high, in pixels. */
const highest = 160;

/** Texts longer than this, in code units, are higher than that: to lay a pasted book out at every key takes seconds. */
const longestMeasured = 20_000;

/**
 * The direction of a field with a text: that of each line, but of a very long text the page's. To find the lines' takes
 * browsers more than ten seconds for half a megabyte.
 */
export function writingDirectionOf(text: string): "auto" | undefined {
  return text.length > longestMeasured ? undefined : "auto";
}

/** What of a field decides how high it is. */
export interface GrowingField {
  readonly value: string;
  readonly scrollHeight: number;
  readonly style: { height: string };
}

/** Makes a field as high as its text, within bounds. */
export function grow(field: GrowingField): void {
  if (field.value.length > longestMeasured) {
    field.style.height = `${highest}px`;
    return;
  }
  field.style.height = "auto";
  // One that is empty is a line high: to ask would be to lay out the conversation that is being opened.
  if (field.value === "") return;
  field.style.height = `${Math.min(field.scrollHeight + 2, highest)}px`;
}
