import type { Message, Session } from "../../sdk/src/index.ts";
import type { Change } from "./change.ts";

/** What is written here may reach the gateway's lists a little later, in milliseconds. */
const lag = 15_000;

/** So many are remembered: an answer that is on its way is seconds old. */
const most = 5000;

/** When messages and conversations came and were deleted here, for answers that were asked for before that. */
export class MemoryOfChanges {
  private readonly added = new Map<string, number>();
  private readonly deleted = new Map<string, number>();

  /** Remembers what happened. */
  note(change: Change): void {
    switch (change.change) {
      case "sent":
        for (const { id } of change.messages) remember(this.added, id, change.at + lag);
        break;
      case "deleted":
        for (const id of change.ids) remember(this.deleted, id, change.at + lag);
        break;
      case "cleared":
      case "forgotten":
        remember(this.deleted, change.id, change.at);
        break;
      case "conversation":
        remember(this.added, change.conversation.sessionId, change.at + lag);
        break;
    }
  }

  /** Remembers that messages came at a time. */
  noteAdded(messages: readonly Message[], at: number): void {
    for (const { id } of messages) if (!this.added.has(id)) remember(this.added, id, at);
  }

  /** Remembers that conversations became others at a time. */
  noteConversations(before: readonly Session[], after: readonly Session[], at: number): void {
    if (before === after) return;
    const known = new Set(before);
    for (const one of after) {
      if (!known.has(one) && !this.isAddedAfter(one.sessionId, at)) remember(this.added, one.sessionId, at);
    }
  }

  /** Whether a message came, or a conversation became another, after a time. */
  isAddedAfter(id: string, time: number): boolean {
    return (this.added.get(id) ?? -Infinity) > time;
  }

  /** Whether a message or a conversation was deleted here after a time. */
  isDeletedAfter(id: string, time: number): boolean {
    return (this.deleted.get(id) ?? -Infinity) > time;
  }
}

function remember(times: Map<string, number>, id: string, at: number): void {
  times.delete(id);
  times.set(id, at);
  if (times.size > most) times.delete(times.keys().next().value!);
}
