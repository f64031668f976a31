import { signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Inbox } from "../shell/inbox.ts";
import type { Problem } from "../model/problem.ts";
import { limitWait } from "../gateway/schedule.ts";
import { pictureAddress } from "../model/pictures.ts";
import { clientSource, collect } from "./collect.ts";
import { fileParts, headOf, type FileHead, type FileWriter } from "./file.ts";
import { html } from "./html.ts";
import { jobKey, type FileFormat, type Job } from "./job.ts";
import { jsonLines } from "./json-lines.ts";
import { markdown } from "./markdown.ts";
import { KeepingError, pageStore as store } from "./page-store.ts";
import { milestone, progressOf, Rate, type Progress } from "./progress.ts";
import { fileName, saveFile } from "./save.ts";
import { exportText } from "./text.ts";

/** Why an export stopped. */
export type Stop = { by: "user" } | { by: "problem"; problem: Problem } | { by: "keeping" } | { by: "elsewhere" };

/** Where an export is. */
export type Phase =
  | { phase: "opening" }
  | { phase: "choosing" }
  /** There is an unfinished one of an earlier visit. */
  | { phase: "kept"; startedAt: number }
  | { phase: "running" }
  /** A rate limit holds: it goes on by itself at a time in Unix milliseconds. */
  | { phase: "waiting"; problem: Problem; until: number }
  | { phase: "stopped"; stop: Stop }
  | { phase: "collected" }
  | { phase: "saving" }
  | { phase: "saved"; name: string };

/** After so many messages the progress is said aloud. */
const saidEvery = 1000;

const nothing: Progress = { conversations: 0, done: 0, pages: 0, messages: 0, current: undefined, share: undefined };

/** One export: of a conversation, or of all. */
export class ExportRun {
  readonly inbox: Inbox;
  /** The conversation; without one it is all of them. */
  readonly session: Session | undefined;
  readonly phase = signal<Phase>({ phase: "opening" });
  readonly format = signal<FileFormat>("jsonl");
  readonly progress = signal<Progress>(nothing);
  /** Messages a second. */
  readonly rate = signal(0);
  /** What is said to a screen reader. */
  readonly announcement = signal("");
  private readonly key: string;
  private job: Job | undefined;
  private stopping = new AbortController();
  private closed = false;
  /** Rate limits since something last came. */
  private limits = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(inbox: Inbox, session: Session | undefined) {
    this.inbox = inbox;
    this.session = session;
    this.key = jobKey(inbox.account.endpoint, inbox.account.musicid, session?.sessionId);
    void this.open();
  }

  private async open(): Promise<void> {
    try {
      this.job = await store.job(this.key);
      if (!this.job) {
        this.phase.value = { phase: "choosing" };
        return;
      }
      const conversations = await store.conversations(this.key);
      this.format.value = this.job.format;
      this.progress.value = progressOf(conversations, -1);
      const complete = this.job.listed && conversations.every((one) => one.state !== "open");
      this.phase.value = complete ? { phase: "collected" } : { phase: "kept", startedAt: this.job.startedAt };
    } catch (error) {
      this.failed(error);
    }
  }

  /** Begins anew, whatever was kept. */
  async start(): Promise<void> {
    const { musicid } = this.inbox.account;
    const job: Job = {
      key: this.key,
      musicid,
      format: this.format.value,
      startedAt: Date.now(),
      listed: false,
    };
    this.progress.value = nothing;
    await this.alone(async () => {
      await store.begin(job);
      this.job = job;
      await this.collect(job);
    });
  }

  /** Goes on behind the last page that was kept. */
  async goOn(): Promise<void> {
    await this.alone(async () => {
      const job = await store.job(this.key);
      if (job) await this.collect(job);
      else this.phase.value = { phase: "choosing" };
    });
  }

  /** Goes on without the conversation that fails. */
  async skip(): Promise<void> {
    const { current } = this.progress.value;
    if (!current) return;
    try {
      await store.putConversation({ ...current, state: "skipped" });
    } catch (error) {
      this.failed(error);
      return;
    }
    await this.goOn();
  }

  // What one tab collects another one neither collects nor takes away meanwhile.
  private async alone(work: () => Promise<void>): Promise<void> {
    clearTimeout(this.waiting);
    this.stopping = new AbortController();
    this.rate.value = 0;
    this.phase.value = { phase: "running" };
    try {
      const { locks } = navigator as { locks?: LockManager }; // there are none on a page without https
      if (!locks) return await work();
      await locks.request(`qqmusicpm-export ${this.key}`, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
        else this.phase.value = { phase: "stopped", stop: { by: "elsewhere" } };
      });
    } catch (error) {
      this.failed(error);
    }
  }

  private async collect(job: Job): Promise<void> {
    const rate = new Rate();
    let said = this.progress.value.messages;
    await collect({
      source: clientSource(this.inbox.gateway),
      store,
      job,
      session: this.session,
      signal: this.stopping.signal,
      onStep: (conversations, current) => {
        const progress = progressOf(conversations, current);
        const { pages, done } = this.progress.value;
        if (progress.pages > pages || progress.done > done) this.limits = 0;
        rate.add(progress.messages, performance.now());
        this.progress.value = progress;
        this.rate.value = rate.perSecond;
        const reached = milestone(said, progress.messages, saidEvery);
        if (reached > 0) this.announce(exportText.value.said(String((said = reached))));
      },
    });
    this.job = await store.job(this.key);
    this.phase.value = { phase: "collected" };
    this.announce(exportText.value.collectedText(String(this.progress.value.messages)));
  }

  private failed(error: unknown): void {
    if (this.closed || this.stopping.signal.aborted) {
      this.phase.value = { phase: "stopped", stop: { by: "user" } };
    } else if (error instanceof KeepingError) {
      this.phase.value = { phase: "stopped", stop: { by: "keeping" } };
    } else {
      const problem = this.inbox.gateway.problem(error);
      if (problem.kind === "limited") this.wait(problem);
      else this.phase.value = { phase: "stopped", stop: { by: "problem", problem } };
    }
  }

  // What the gateway says to wait counts alone the first time: who is refused right afterwards waits longer and longer.
  private wait(problem: Problem): void {
    this.limits++;
    const said = problem.retryAfter;
    const wait = this.limits > 1 ? Math.max(said ?? 0, limitWait(undefined, this.limits)) : limitWait(said, 1);
    this.phase.value = { phase: "waiting", problem, until: Date.now() + wait };
    this.waiting = setTimeout(() => void this.goOn(), wait);
  }

  private announce(text: string): void {
    this.announcement.value = text;
  }

  /** Stops. What has come is kept. */
  stop(): void {
    this.stopping.abort();
    clearTimeout(this.waiting);
    if (this.phase.value.phase === "waiting") this.phase.value = { phase: "stopped", stop: { by: "user" } };
  }

  /** Forgets what has come. */
  async discard(): Promise<void> {
    await this.alone(async () => {
      await store.remove(this.key);
      this.progress.value = nothing;
      this.phase.value = { phase: "choosing" };
    });
  }

  /** Writes the file, and forgets what was kept for it. */
  async save(): Promise<void> {
    const { job } = this;
    if (!job) return;
    this.phase.value = { phase: "saving" };
    try {
      const format = this.format.value;
      const title = this.session?.user?.nick ?? "";
      const name = fileName(title, job.startedAt, format);
      if (!(await saveFile(name, format, this.parts(job, format)))) {
        this.phase.value = { phase: "collected" };
        return;
      }
      await store.remove(this.key);
      this.phase.value = { phase: "saved", name };
      this.announce(exportText.value.saved);
    } catch (error) {
      this.failed(error);
    }
  }

  private async *parts(job: Job, format: FileFormat): AsyncGenerator<string, void, undefined> {
    const conversations = await store.conversations(this.key);
    yield* fileParts(store, conversations, this.writer(headOf(job, conversations), format));
  }

  private writer(head: FileHead, format: FileFormat): FileWriter {
    const words = exportText.value.file;
    const addressOf = (address: string) => pictureAddress(this.inbox.host, address);
    if (format === "html") return html(head, words, addressOf);
    if (format === "markdown") return markdown(head, words, addressOf);
    return jsonLines(head);
  }

  /** Ends it. What has come is kept. */
  close(): void {
    this.closed = true;
    this.stop();
  }
}
