import { signal } from "@preact/signals";
import type { Message } from "../../sdk/src/index.ts";
import type { Inbox } from "../shell/inbox.ts";

/** The details of a picture or video: on their way, there, not there, or failed. */
export type MediaDetail =
  { state: "loading" } | { state: "there"; message: Message } | { state: "missing" } | { state: "failed" };

/** How many messages are asked about at once. */
const most = 20;

/** The details of the pictures and videos of a conversation, asked for in batches when they come into view. */
export class MediaDetails {
  readonly details = signal<ReadonlyMap<string, MediaDetail>>(new Map());
  private readonly wanted = new Set<string>();
  private readonly inbox: Inbox;
  private readonly sessionId: string;
  private scheduled = false;

  constructor(inbox: Inbox, sessionId: string) {
    this.inbox = inbox;
    this.sessionId = sessionId;
  }

  /** Asks for the details of a message, together with all that are wanted in the same moment. */
  want(id: string): void {
    if (this.details.value.has(id) || this.wanted.has(id)) return;
    this.wanted.add(id);
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      const ids = [...this.wanted];
      this.wanted.clear();
      for (let i = 0; i < ids.length; i += most) void this.ask(ids.slice(i, i + most));
    });
  }

  /** Asks again for details that failed. */
  retry(id: string): void {
    this.put([[id, undefined]]);
    this.want(id);
  }

  private async ask(ids: string[]): Promise<void> {
    this.put(ids.map((id) => [id, { state: "loading" }]));
    try {
      const { msgIds } = await this.inbox.client.getMediaMessageDetails(this.sessionId, ids);
      this.put(ids.map((id) => [id, msgIds[id] ? { state: "there", message: msgIds[id] } : { state: "missing" }]));
    } catch (error) {
      this.inbox.notice(error);
      this.put(ids.map((id) => [id, { state: "failed" }]));
    }
  }

  private put(changes: [string, MediaDetail | undefined][]): void {
    const next = new Map(this.details.value);
    for (const [id, detail] of changes) {
      if (detail) next.set(id, detail);
      else next.delete(id);
    }
    this.details.value = next;
  }
}
