import { emptyField, type FieldStates } from "./field-state.ts";

interface Listed {
  hasMore?: unknown;
  sessions?: { sessionId: string; sortTime: number | string }[];
  messages?: { id: string }[];
}

/** The fields that ask for the page after an answer, or nothing when it was the last. */
export function nextPage(call: string, fields: FieldStates, answer: unknown): FieldStates | undefined {
  const page = (answer ?? {}) as Listed;
  if (page.hasMore !== 1) return undefined;
  const given = (value: number | string) => ({ ...emptyField, given: "yes" as const, text: String(value) });
  if (call === "getSessions") {
    const last = page.sessions?.at(-1);
    return last && { ...fields, lastId: given(last.sessionId), lastTime: given(last.sortTime) };
  }
  if (call === "getMessages") {
    const last = page.messages?.at(-1);
    return last && { ...fields, lastId: given(last.id) };
  }
  return undefined;
}
