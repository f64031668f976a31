import type { ArchivedMessage, History } from "./history.ts";
import { ingest, type Circumstances } from "./ingest.ts";

/** Messages with nothing missing between them. */
interface Span {
  messages: ArchivedMessage[];
  /** Whether the conversation begins with the first. */
  begins: boolean;
}

/**
 * Puts all that is known of a conversation in one place into what is known of it in another. Where both know, the former
 * is right: what it does not have is gone.
 */
export function mergeHistories(into: History, from: History, gone: Omit<Circumstances, "isNewer">): History {
  if (into.pieces.length === 0) return from;
  const circumstances = { ...gone, isNewer: () => false };
  return spansOf(from).reduce((history, { messages, begins }) => {
    // No message has this id: the span covers no more than itself.
    const page = { messages: [...messages].reverse(), hasMore: !begins, before: "" };
    return ingest(history, page, circumstances).history;
  }, into);
}

function spansOf({ pieces }: History): Span[] {
  const spans: Span[] = [];
  for (const { run, joined } of pieces) {
    const last = spans.at(-1);
    if (last && joined) last.messages.push(...run.messages);
    else spans.push({ messages: [...run.messages], begins: joined });
  }
  return spans;
}
