import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { KeepEverything } from "../archive/keep-everything.ts";

/** The job that reads what has not been read. */
export class Rest {
  /** The one that is there; undefined while nobody wanted one. */
  readonly job: ReadonlySignal<KeepEverything | undefined>;
  private readonly kept: ReadonlySignal<KeepEverything | undefined>;
  private readonly own = signal<KeepEverything | undefined>(undefined);
  private readonly make: () => KeepEverything;

  /** Takes the job of what is kept on this computer, and what makes one for what is not kept anywhere. */
  constructor(kept: ReadonlySignal<KeepEverything | undefined>, make: () => KeepEverything) {
    this.kept = kept;
    this.make = make;
    this.job = computed(() => kept.value ?? this.own.value);
  }

  /** Begins, or goes on. */
  start(): void {
    if (!this.kept.value) this.own.value ??= this.make();
    void this.job.value?.start();
  }

  /** Pauses it. */
  pause(): void {
    void this.job.value?.pause();
  }

  /** Ends what is not kept anywhere. */
  close(): void {
    this.own.value?.close();
    this.own.value = undefined;
  }
}
