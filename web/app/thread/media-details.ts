import { signal } from "@preact/signals";
import type { Archive } from "../archive/archive.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Problem } from "../model/problem.ts";

/** The details of a picture or video that the archive does not have: on their way, not there, or failed. */
export type MediaDetail = { state: "loading" } | { state: "missing" } | { state: "failed"; problem: Problem };

/** How many messages are asked about at once. */
const most = 20;

/** The details of the pictures and videos of a conversation, asked for in batches when they come into view. */
export class MediaDetails {
  readonly details = signal<ReadonlyMap<string, MediaDetail>>(new Map());
  private readonly wanted = new Set<string>();
  private readonly gateway: Gateway;
  private readonly archive: Archive;
  private readonly sessionId: string;
  private scheduled = false;

  constructor(gateway: Gateway, archive: Archive, sessionId: string) {
    this.gateway = gateway;
    this.archive = archive;
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
      const { msgIds } = await this.gateway.call((client) => client.getMediaMessageDetails(this.sessionId, ids));
      const found = ids.flatMap((id) => {
        const metaData = Object.hasOwn(msgIds, id) ? msgIds[id]!.metaData : null;
        return metaData && (metaData.pic !== "" || metaData.url !== "") ? [[id, metaData] as const] : [];
      });
      await this.archive.takeDetails(this.sessionId, found);
      const there = new Map(found);
      this.put(ids.map((id) => [id, there.has(id) ? undefined : { state: "missing" }]));
    } catch (error) {
      const problem = this.gateway.problem(error);
      this.put(ids.map((id) => [id, { state: "failed", problem }]));
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
