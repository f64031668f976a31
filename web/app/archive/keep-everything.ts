import { effect, signal } from "@preact/signals";
import { steadyNow } from "../../common/steady-clock.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { accountKey } from "../model/account-id.ts";
import type { Problem } from "../model/problem.ts";
import type { Archive } from "./archive.ts";
import { noList } from "./conversations.ts";
import { KeepingError, type ArchiveStore, type KeptList } from "./archive-store.ts";
import type { Exclusive } from "./exclusive.ts";
import { KeepingPass, nothingKept, type KeepProgress } from "./keeping-pass.ts";
import { readKeepNote, writeKeepNote, type KeepNote } from "./keep-note.ts";
import { later, type Later } from "./later.ts";
import type { Hindrance } from "./gateway-permit.ts";

/** How the job is. */
export type KeepState =
  /** It was never begun. */
  | { state: "idle" }
  | { state: "running" }
  /** By the user, by what is wrong with the gateway, or because another tab does it. */
  | { state: "paused"; by: Hindrance | "user" | "elsewhere" }
  /** Everything is kept; what changes is followed. */
  | { state: "done" }
  /** Some conversations cannot be read, or all of it failed. */
  | { state: "failed"; problem: Problem }
  /** The browser does not keep it. */
  | { state: "notKept" };

/** What the job is made of. */
export interface KeepOptions {
  gateway: Gateway;
  archive: Archive;
  /** Where the archive has to be for as long as it works: on disk by default. */
  place?: ArchiveStore["place"];
  /** Keeps it to one tab. */
  exclusive: Exclusive;
  /** A clock in milliseconds that is never set back: the gateway's. Default `steadyNow`. */
  now?: () => number;
  later?: Later;
}

/** When a tab looks whether another one has stopped, in milliseconds. */
const elsewhereWait = 30_000;

/** How long what changed is waited for to be read by whoever shows it, in milliseconds. */
const followWait = 5_000;

/**
 * Reads all messages of an account into the archive once, gently, and afterwards what changes. Conversations with unread
 * messages are left alone: reading marks them read.
 */
export class KeepEverything {
  readonly state = signal<KeepState>({ state: "idle" });
  readonly progress = signal<KeepProgress>(nothingKept);
  private readonly options: KeepOptions;
  private readonly name: string;
  private readonly later: Later;
  private readonly pass: KeepingPass;
  private stopping = new AbortController();
  private last: Promise<void> = Promise.resolve();
  private working: Promise<void> | undefined;
  private stopWaiting: () => void = () => {};
  private stopFollowing: () => void = () => {};
  private closed = false;

  constructor(options: KeepOptions) {
    this.options = options;
    this.later = options.later ?? later;
    this.name = `qqmusicpm.keep ${accountKey(options.gateway.account)}`;
    const now = options.now ?? steadyNow;
    this.pass = new KeepingPass({ ...options, now, later: this.later, progress: this.progress });
  }

  /** Goes on where an earlier visit ended. Settles when it has ended or is paused. */
  async restore(): Promise<void> {
    await this.inTurn(async () => {
      const note = await readKeepNote(this.options.archive.kept);
      if (!note || this.state.value.state !== "idle") return;
      await this.pass.look();
      if (note.is === "paused") {
        this.state.value = { state: "paused", by: "user" };
        return;
      }
      if (note.is === "done") this.state.value = { state: "done" };
      void this.run(note.is === "done");
    });
    await this.working;
  }

  /**
   * Begins, or goes on; when everything is kept it looks through the whole list once more. Settles when it has ended or is
   * paused.
   */
  async start(): Promise<void> {
    await this.inTurn(async () => {
      await this.halt();
      this.pass.forgetProblems();
      await this.change((note) => ({ ...note, is: "running", swept: note.is !== "done" && note.swept }));
      void this.run(false);
    });
    await this.working;
  }

  /** Pauses it until the user starts it again, also after a reload. */
  async pause(): Promise<void> {
    await this.inTurn(async () => {
      await this.halt();
      this.state.value = { state: "paused", by: "user" };
      await this.change((note) => ({ ...note, is: "paused" }));
    });
  }

  /** Ends it. It goes on at the next visit. */
  close(): void {
    this.closed = true;
    void this.halt();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.last = this.last.then(work).catch((error: unknown) => this.failed(error));
    return this.last;
  }

  private async halt(): Promise<void> {
    this.stopping.abort();
    this.stopWaiting();
    this.stopFollowing();
    await this.working;
  }

  private async run(quietly: boolean): Promise<void> {
    if (this.closed) return;
    this.stopping = new AbortController();
    this.working = this.work(this.stopping.signal, quietly);
    await this.working;
  }

  // Quietly: what changed is followed, which nobody has to hear of.
  private async work(signal: AbortSignal, quietly: boolean): Promise<void> {
    const show = (state: KeepState) => {
      if (!quietly && !signal.aborted) this.state.value = state;
    };
    show({ state: "running" });
    const frozen = new AbortController();
    signal.addEventListener("abort", () => frozen.abort(signal.reason), { once: true });
    try {
      const outcome = await this.options.exclusive(this.name, (lost) => {
        lost?.addEventListener("abort", () => frozen.abort(), { once: true });
        return this.pass.run(frozen.signal, (by) => show(by ? { state: "paused", by } : { state: "running" }));
      });
      if (signal.aborted) return;
      // What was begun and not ended is done once more.
      const seen = frozen.signal.aborted ? noList : this.options.archive.list.value;
      if (outcome !== "elsewhere") {
        await this.change((note) => ({ ...note, is: "done" }));
        if (signal.aborted) return;
        this.state.value = outcome ? { state: "failed", problem: outcome } : { state: "done" };
        this.follow(seen);
      } else if (quietly) {
        this.follow(seen);
      } else {
        show({ state: "paused", by: "elsewhere" });
        await this.pass.look();
        if (signal.aborted) return;
        this.stopWaiting = this.later(() => void this.run(false), elsewhereWait);
      }
    } catch (error) {
      if (!signal.aborted) this.failed(error);
    }
  }

  // From now on only what changes is read.
  private follow(seen: KeptList): void {
    let stopTimer: (() => void) | undefined;
    const stopListening = effect(() => {
      if (this.options.archive.list.value === seen) return;
      stopTimer ??= this.later(() => {
        this.stopFollowing();
        void this.run(true);
      }, followWait);
    });
    this.stopFollowing = () => {
      stopListening();
      stopTimer?.();
    };
  }

  private failed(error: unknown): void {
    if (error instanceof KeepingError) this.state.value = { state: "notKept" };
    else this.state.value = { state: "failed", problem: this.options.gateway.problem(error) };
  }

  private async change(change: (note: KeepNote) => KeepNote): Promise<void> {
    const { kept } = this.options.archive;
    const before = (await readKeepNote(kept)) ?? { is: "running", swept: false, complete: new Map() };
    await writeKeepNote(kept, change(before));
  }
}
