import type { ArchiveStore } from "../archive/archive-store.ts";
import type { Conversation, Job } from "./job.ts";

/** What changes of a conversation. */
type Step = Omit<Conversation, "index" | "session" | "unlisted">;

/** An export as it is kept: which conversations it has, and how far they are. */
export interface KeptJob {
  job: Job;
  conversations: Conversation[];
}

/** Keeps how far an export is. All calls reject with a KeepingError when the store does not do it. */
export class JobNotes {
  private readonly store: () => ArchiveStore;
  private readonly sessionId: string | undefined;
  // A list of many conversations is not written anew with each page.
  private ended = new Map<number, Step>();

  /** The conversation is given when it is an export of one. */
  constructor(store: () => ArchiveStore, sessionId: string | undefined) {
    this.store = store;
    this.sessionId = sessionId;
  }

  /** The export as it was kept; undefined when none was begun. */
  async read(): Promise<KeptJob | undefined> {
    const job = await this.note<Job>("job");
    if (!job) return undefined;
    const found = (await this.note<Conversation[]>("conversations")) ?? [];
    this.ended = (await this.note<Map<number, Step>>("ended")) ?? new Map<number, Step>();
    const current = await this.note<{ index: number; step: Step }>("current");
    const conversations = found.map((conversation) => {
      const { index } = conversation;
      return { ...conversation, ...(this.ended.get(index) ?? (current?.index === index ? current.step : {})) };
    });
    return { job, conversations };
  }

  /** Begins anew. */
  async begin(job: Job): Promise<void> {
    await this.forget();
    await this.write("job", job);
  }

  /** Keeps which conversations there are. */
  async list(job: Job, conversations: readonly Conversation[]): Promise<void> {
    this.ended = new Map();
    await this.write("conversations", conversations);
    await this.write("job", { ...job, listed: true } satisfies Job);
  }

  /** Keeps how far a conversation is. Only one is open and begun at a time. */
  async put({ index, session: _, unlisted: __, ...step }: Conversation): Promise<void> {
    if (step.state === "open") return this.write("current", { index, step });
    this.ended.set(index, step);
    await this.write("ended", this.ended);
  }

  /** Forgets the export. */
  async forget(): Promise<void> {
    this.ended = new Map();
    for (const name of ["job", "conversations", "ended", "current"]) await this.write(name, undefined);
  }

  private note<Note>(name: string): Promise<Note | undefined> {
    return this.store().readNote<Note>(this.nameOf(name));
  }

  private write(name: string, note: unknown): Promise<void> {
    return this.store().writeNote(this.nameOf(name), note);
  }

  private nameOf(name: string): string {
    return `export ${JSON.stringify([this.sessionId ?? null, name])}`;
  }
}
