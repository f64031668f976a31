import { signal } from "@preact/signals";
import { steadyNow } from "../../common/steady-clock.ts";
import type { Session } from "../../sdk/src/index.ts";
import { KeepingError } from "../archive/archive-store.ts";
import { exportName } from "../archive/export-name.ts";
import { later } from "../archive/later.ts";
import { limitWait } from "../gateway/schedule.ts";
import type { Problem } from "../model/problem.ts";
import { ExportChoice } from "./choice.ts";
import { everyDay } from "./days.ts";
import type { ExportOptions } from "./export-options.ts";
import type { ExportPlace } from "./export-place.ts";
import { ExportPlaces } from "./export-places.ts";
import { measured, newestIn } from "./extent.ts";
import { fileOf } from "./file-of.ts";
import { gather } from "./gather.ts";
import type { FileFormat, Job } from "./job.ts";
import type { Phase } from "./phase.ts";
import { milestone, progressOf, Rate, type Progress } from "./progress.ts";
import type { PictureCounts } from "./zip-file.ts";

/** After so many messages the progress is said aloud. */
const saidEvery = 1000;

const nothing: Progress = { conversations: 0, done: 0, pages: 0, messages: 0, current: undefined, share: undefined };

/** One export: of a conversation, or of all. */
export class ExportRun {
  /** The conversation; without one it is all of them. */
  readonly conversation: Session | undefined;
  readonly phase = signal<Phase>({ phase: "opening" });
  readonly format = signal<FileFormat>("jsonl");
  /** Whether pictures are to be fetched and saved in the file, where its format has them. */
  readonly withPictures = signal(false);
  /** Of what it will be. */
  readonly choice: ExportChoice;
  readonly progress = signal<Progress>(nothing);
  /** Messages a second. */
  readonly rate = signal(0);
  /** Where what has come is kept. What is in memory is lost with the export. */
  readonly keeping = signal<ExportPlace["keeping"]>("file");
  /** What is said to a screen reader. */
  readonly announcement = signal("");
  private readonly options: ExportOptions;
  private readonly name: string;
  private readonly now: () => number;
  private readonly places: ExportPlaces;
  private place: ExportPlace | undefined;
  private stopping = new AbortController();
  private working: Promise<unknown> = Promise.resolve();
  private closed = false;
  /** Rate limits since something last came. */
  private limits = 0;
  private stopWaiting: () => void = () => {};

  constructor(options: ExportOptions) {
    this.options = options;
    this.conversation = options.conversation;
    const sessionId = options.conversation?.sessionId;
    this.name = exportName(options.account, sessionId);
    this.now = options.now ?? steadyNow;
    this.places = new ExportPlaces(options, sessionId);
    this.choice = new ExportChoice({ ...options, self: () => options.self.peek(), isOfOne: sessionId !== undefined });
    this.working = this.open();
  }

  private async open(): Promise<void> {
    try {
      const begun = await this.places.begun();
      this.use(begun?.place ?? (await this.places.forNew()));
      if (!begun) {
        this.phase.value = { phase: "choosing" };
        return;
      }
      const { job, conversations } = begun.kept;
      this.format.value = job.format;
      this.progress.value = progressOf(conversations, -1, job.days);
      const complete = job.listed && conversations.every((one) => one.state !== "open");
      this.phase.value = complete ? { phase: "collected" } : { phase: "kept", startedAt: job.startedAt };
    } catch (error) {
      this.failed(error);
    }
  }

  private use(place: ExportPlace): void {
    this.place = place;
    this.keeping.value = place.keeping;
  }

  /** Begins anew, whatever was kept. */
  async start(): Promise<void> {
    const scope = this.choice.scope.peek();
    if (!scope) return;
    const { musicid } = this.options.account;
    const job: Job = {
      musicid,
      format: this.format.value,
      startedAt: (this.options.now ?? Date.now)(),
      listed: false,
      ...scope,
    };
    this.progress.value = nothing;
    this.choice.leave();
    await this.alone(async () => {
      await this.place?.forget();
      const place = await this.places.forNew();
      this.use(place);
      await place.notes.begin(job);
      await this.gather(place);
    });
  }

  /** Goes on behind the last page that was kept. */
  async goOn(): Promise<void> {
    await this.alone(async () => {
      const { place } = this;
      if (place && (await place.notes.read())) await this.gather(place);
      else this.phase.value = { phase: "choosing" };
    });
  }

  /** Goes on without the conversation that fails. */
  async skip(): Promise<void> {
    const { place } = this;
    const { current } = this.progress.value;
    if (!current || !place || this.phase.peek().phase !== "stopped") return;
    this.phase.value = { phase: "running" };
    try {
      const history = await place.archive.kept.readHistory(current.session.sessionId);
      const upTo = current.upTo ?? newestIn(history);
      const days = (await place.notes.read())?.job.days ?? everyDay;
      await place.notes.put({ ...measured(history, { ...current, upTo }, days), state: "skipped" });
    } catch (error) {
      this.failed(error);
      return;
    }
    await this.goOn();
  }

  // What one tab reads another one neither reads nor takes away meanwhile.
  private async alone(work: () => Promise<void>): Promise<void> {
    this.stopWaiting();
    this.stopping = new AbortController();
    this.rate.value = 0;
    this.phase.value = { phase: "running" };
    this.working = (async () => {
      try {
        await this.exclusively(work);
      } catch (error) {
        this.failed(error);
      }
    })();
    await this.working;
  }

  private async exclusively(work: () => Promise<void>): Promise<void> {
    let frozen = false;
    const done = await this.options.exclusive(`qqmusicpm.${this.name}`, (lost) => {
      lost?.addEventListener("abort", () => {
        frozen = true;
        this.stopping.abort();
      });
      return work();
    });
    if (done === "elsewhere") this.phase.value = { phase: "stopped", stop: { by: frozen ? "user" : "elsewhere" } };
  }

  private async gather(place: ExportPlace): Promise<void> {
    const { gateway, archive, reader, self } = this.options;
    const rate = new Rate();
    let read = 0;
    let said = this.progress.value.messages;
    const days = (await place.notes.read())?.job.days;
    await gather({
      place,
      gateway,
      session: this.conversation,
      list: { archive, reader },
      signal: this.stopping.signal,
      self: self.peek(),
      onStep: (conversations, current, came) => {
        const progress = progressOf(conversations, current, days);
        const { pages, done } = this.progress.value;
        if (progress.pages > pages || progress.done > done) this.limits = 0;
        rate.add((read += came), this.now());
        this.progress.value = progress;
        this.rate.value = rate.perSecond;
        const reached = milestone(said, progress.messages, saidEvery);
        if (reached > 0) this.announce(this.options.words().said(String((said = reached))));
      },
    });
    this.phase.value = { phase: "collected" };
    this.announce(this.options.words().collectedText(String(this.progress.value.messages)));
  }

  private failed(error: unknown): void {
    if (this.closed || this.stopping.signal.aborted) {
      this.phase.value = { phase: "stopped", stop: { by: "user" } };
    } else if (error instanceof KeepingError) {
      this.phase.value = { phase: "stopped", stop: { by: "keeping" } };
    } else {
      const problem = this.options.gateway.problem(error);
      if (problem.kind === "limited") this.wait(problem);
      else this.phase.value = { phase: "stopped", stop: { by: "problem", problem } };
    }
  }

  // What the gateway says to wait counts alone the first time: who is refused right afterwards waits longer and longer.
  private wait(problem: Problem): void {
    this.limits++;
    const said = problem.retryAfter;
    const wait = this.limits > 1 ? Math.max(limitWait(said, 1), limitWait(undefined, this.limits)) : limitWait(said, 1);
    this.phase.value = { phase: "waiting", problem, until: this.now() + wait };
    this.stopWaiting = (this.options.later ?? later)(() => void this.goOn(), wait);
  }

  private announce(text: string): void {
    this.announcement.value = text;
  }

  /** Stops. What has come is kept. */
  stop(): void {
    this.stopping.abort();
    this.stopWaiting();
    if (this.phase.value.phase === "waiting") this.phase.value = { phase: "stopped", stop: { by: "user" } };
  }

  /** Forgets what has come for it alone. */
  async discard(): Promise<void> {
    await this.alone(async () => {
      await this.place?.forget();
      this.progress.value = nothing;
      this.phase.value = { phase: "choosing" };
    });
  }

  /** Writes the file. What was kept for it alone is forgotten once the file is sure to be there, with all that it should have. */
  async save(): Promise<void> {
    const { place } = this;
    if (!place) return;
    this.stopping = new AbortController();
    this.phase.value = { phase: "saving", pictures: undefined };
    this.working = (async () => {
      try {
        await this.exclusively(() => this.write(place));
      } catch (error) {
        if (this.stopping.signal.aborted && !this.closed) this.phase.value = { phase: "collected" };
        else this.failed(error);
      }
    })();
    await this.working;
  }

  private async write(place: ExportPlace): Promise<void> {
    let pictures: PictureCounts | undefined;
    const kept = await place.notes.read();
    if (!kept) throw new KeepingError("the export is gone", { full: false });
    const { words, addressOf, fetchPicture, self } = this.options;
    const { name, kind, parts } = fileOf({
      place,
      kept,
      title: this.conversation?.user?.nick ?? "",
      self: self.peek(),
      format: this.format.value,
      withPictures: this.withPictures.value,
      look: { words: words().file, addressOf },
      fetchPicture,
      signal: this.stopping.signal,
      onPicture: (counts) => {
        pictures = counts;
        this.phase.value = { phase: "saving", pictures };
      },
    });
    const outcome = await this.options.save(name, kind, parts);
    if (outcome === "noPlace") {
      this.phase.value = { phase: "collected" };
      return;
    }
    const isDownload = outcome === "downloading";
    if (isDownload || (pictures && pictures.failed > 0)) {
      this.phase.value = { phase: "handedOut", name, isDownload, pictures };
      this.announce(this.options.words().handedOut);
    } else await this.finish(place, name);
  }

  /** The user says that the file is there: what was kept for it alone is forgotten. */
  async confirm(): Promise<void> {
    const now = this.phase.value;
    if (now.phase !== "handedOut" || !this.place) return;
    try {
      await this.finish(this.place, now.name);
    } catch (error) {
      this.failed(error);
    }
  }

  private async finish(place: ExportPlace, name: string): Promise<void> {
    await place.forget();
    this.phase.value = { phase: "saved", name };
    this.announce(this.options.words().saved);
  }

  /** Ends it. What has come is kept. */
  close(): void {
    this.closed = true;
    this.choice.leave();
    this.stop();
    void this.working.finally(() => this.places.close());
  }
}
