import { effect, untracked } from "@preact/signals";
import type { PageState } from "../ui/page-state.ts";
import type { Gateway, Limit } from "./gateway.ts";
import { nextWait } from "./schedule.ts";

/** What a watch is made of. */
export interface WatchOptions {
  gateway: Gateway;
  page: PageState;
  /** Looks once, and says whether something was new. It rejects when it could not. */
  look: () => Promise<boolean>;
}

/**
 * Looks for what is new again and again: sooner after something happened, seldom where nothing does, and not at all while
 * the gateway does not want it.
 */
export class Watch {
  private readonly options: WatchOptions;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking: Promise<void> | undefined;
  private running = false;
  private quiet = 0;
  private failures = 0;
  /** The limit behind which was looked: it stands until something is answered, and is waited for no more. */
  private passed: Limit | undefined;
  private stops: (() => void)[] = [];

  constructor(options: WatchOptions) {
    this.options = options;
  }

  /** Begins. It begins once. */
  start(): void {
    this.running = true;
    const { gateway, page } = this.options;
    this.stops = [
      onChange(
        () => page.hidden.value,
        (hidden) => (hidden ? this.reschedule() : this.atOnce()),
      ),
      onChange(
        () => page.online.value,
        (online) => online && this.atOnce(),
      ),
      onChange(
        () => gateway.resumed.value,
        () => this.now(),
      ),
      onChange(
        () => gateway.withheld.value,
        (withheld) => (withheld ? this.reschedule() : void this.now()),
      ),
      onChange(
        () => gateway.limit.value?.until,
        () => this.reschedule(),
      ),
    ];
    this.reschedule();
  }

  /** Ends. */
  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
    for (const stop of this.stops) stop();
    this.stops = [];
  }

  /** Looks often for a while: the user did something. */
  soon(): void {
    this.quiet = 0;
    this.reschedule();
  }

  /** Looks at once. Settles when the look has ended, whatever it found. */
  now(): Promise<void> {
    this.quiet = 0;
    this.failures = 0;
    clearTimeout(this.timer);
    return this.look();
  }

  private atOnce(): void {
    if (this.options.gateway.mayAsk) void this.now();
    else this.reschedule();
  }

  /** Sets the time of the next look anew. */
  private reschedule(): void {
    clearTimeout(this.timer);
    if (!this.running || this.looking) return;
    const { gateway, page } = this.options;
    if (gateway.withheld.value || gateway.loginProblem.value || gateway.dead.value) return; // goes on without them
    const { quiet, failures } = this;
    const limit = gateway.limit.value;
    const limited = limit && limit !== this.passed;
    const wait = limited ? gateway.limitLeft : nextWait({ quiet, failures, hidden: page.hidden.value });
    this.timer = setTimeout(() => void this.look(), wait);
  }

  private look(): Promise<void> {
    if (!this.running) return Promise.resolve();
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
      this.reschedule();
    });
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const { gateway } = this.options;
    if (gateway.limitLeft === 0) this.passed = gateway.limit.value;
    try {
      const found = await this.options.look();
      this.failures = 0;
      this.quiet = found ? 0 : this.quiet + 1;
    } catch {
      // The gateway remembers what it was.
      this.failures++;
    }
  }
}

// Calls back when what is read has changed.
function onChange<Value>(read: () => Value, changed: (value: Value) => unknown): () => void {
  let first = true;
  return effect(() => {
    const value = read();
    if (!first) untracked(() => changed(value));
    first = false;
  });
}
