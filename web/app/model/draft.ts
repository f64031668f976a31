/** What was begun to write in a conversation. */
export interface Draft {
  text: string;
  /** When it was changed last, in Unix milliseconds: of two the later one counts. */
  time: number;
}

/** A draft as it is kept. */
export function draftRecord({ text, time }: Draft): string {
  return JSON.stringify({ text, time } satisfies Draft);
}

/** Reads a draft that was kept; undefined when that was something else. */
export function readDraft(record: string): Draft | undefined {
  try {
    const { text, time } = JSON.parse(record) as Partial<Draft>;
    return typeof text === "string" && typeof time === "number" ? { text, time } : undefined;
  } catch {
    return undefined;
  }
}
