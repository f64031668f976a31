/** A text that a person keeps to answer with. */
export interface QuickReply {
  id: string;
  text: string;
  /** When it was added, in Unix milliseconds. */
  addedAt: number;
}

/** The record of a quick reply. */
export function replyRecord({ text, addedAt }: Omit<QuickReply, "id">): string {
  return JSON.stringify({ text, addedAt });
}

/** Reads the record of a quick reply; undefined where it is none. */
export function readReply(id: string, record: string): QuickReply | undefined {
  try {
    const value = JSON.parse(record) as Partial<Record<string, unknown>> | null;
    const { text, addedAt } = value ?? {};
    if (typeof text !== "string" || text === "" || typeof addedAt !== "number") return undefined;
    return { id, text, addedAt };
  } catch {
    return undefined;
  }
}
