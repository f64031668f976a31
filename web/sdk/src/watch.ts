import { InvalidArgumentError, isQQMusicError, type QQMusicError } from "./errors.ts";
import { compareInt64 } from "./int64.ts";
import type { Credential } from "./client-options.ts";
import type { Int64, Integer, Problem, Session, SessionPage } from "./models.gen.ts";

/** The options of {@link Client.watch}. */
export interface WatchOptions {
  /** The time from one look to the next, in milliseconds, at least 1000. Default 60000. */
  interval?: number | undefined;
  /** How many conversations a page holds. Default that of getSessions. */
  size?: Integer | undefined;
  /** Ends the watch: it rejects with the signal's own reason. */
  signal?: AbortSignal | undefined;
  /** The login for the watch alone. */
  credential?: Credential | null | undefined;
}

/** What a look at the list of conversations found. */
export interface SessionUpdate {
  /** True at the first look, and at the first at another account's list, after the client's login has changed. */
  first: boolean;
  /**
   * The conversations that were not there before, or whose newest message, unread count or sortTime is another than at the
   * last look, newest first; all of the first page at the first look.
   */
  sessions: Session[];
  /** The unread messages of all conversations, as the gateway counts them. It can be all that changed. */
  unread: Int64;
  /** The values of the pages that could not be read, as an answer of getSessions lists them. */
  problems?: Problem[];
}

/** Looks at the list of conversations again and again. */
export interface SessionWatch extends AsyncIterable<SessionUpdate> {
  /** Goes through what the looks find. There is one consumer: a second is a TypeError. */
  [Symbol.asyncIterator](): AsyncIterator<SessionUpdate, undefined, undefined>;
  /**
   * Ends the present wait, or the next one: for a page that is seen again, or a network that is back. A wait that the gateway
   * wants, after a rate limit or for a Retry-After, is waited to its end, or for a day.
   */
  look(): void;
}

/** A page of the list, for the account that it belongs to, and how to get the one behind it; null behind the last. */
export interface WatchedPage {
  page: SessionPage;
  account: string;
  next: (() => Promise<WatchedPage>) | null;
}

/** What a watch needs of its client. */
export interface WatchedClient {
  /** Asks for the first page. */
  firstPage(options: object): Promise<WatchedPage>;
  /** Calls back when the client is closed or its module dies. What it returns stops that. */
  onEnd(listener: (reason: unknown) => void): () => void;
}

const defaultInterval = 60_000;
const leastInterval = 1000;
/** Waits after errors double up to this many intervals. */
const mostIntervals = 10;
/** What a gateway asks to wait is waited for a day at most: it may be a date, and one of the two clocks wrong. */
const longestAsked = 86_400_000;
/** What the timers of a host can wait at most. */
const longestTimer = 2 ** 31 - 1;

/** Makes a watch. An option that is wrong is an InvalidArgumentError; what getSessions takes too is refused by that. */
export function watch(client: WatchedClient, given: WatchOptions = {}): SessionWatch {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new InvalidArgumentError("options must be an object", { argument: "options" });
  }
  const options = { ...given };
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !["interval", "size", "signal", "credential"].includes(name)) {
      throw new InvalidArgumentError(`${name} is no option of watch`, { argument: name });
    }
  }
  const { interval = defaultInterval } = options;
  if (!(Number.isFinite(interval) && interval >= leastInterval)) {
    throw new InvalidArgumentError(`interval must be a number of milliseconds, at least ${leastInterval}`, {
      argument: "interval",
    });
  }
  const { signal } = options;
  if (signal !== undefined && !isSignal(signal)) {
    throw new InvalidArgumentError("signal must be an AbortSignal", { argument: "signal" });
  }
  return new Watch(client, options, interval);
}

/** Of any realm. */
function isSignal(value: unknown): boolean {
  const { aborted, addEventListener } = Object(value) as Partial<AbortSignal>;
  return typeof aborted === "boolean" && typeof addEventListener === "function";
}

/** What is known of the list since the last look. */
interface Known {
  account: string;
  unread: Int64;
  /** What each conversation looked like. */
  marks: Map<string, string>;
  /** The sortTime of the last one of the first look, where there were more behind it: those were there before too. */
  floor: Int64 | undefined;
}

const ended = Symbol("ended");

class Watch implements SessionWatch {
  readonly #client: WatchedClient;
  readonly #options: WatchOptions;
  readonly #interval: number;
  readonly #end = new AbortController();
  #taken = false;
  #known: Known | undefined;
  /** Ends the present wait. */
  #wake: (() => void) | undefined;
  #lookNow = false;

  constructor(client: WatchedClient, options: WatchOptions, interval: number) {
    this.#client = client;
    this.#options = options;
    this.#interval = interval;
  }

  look(): void {
    this.#lookNow = true;
    this.#wake?.();
  }

  [Symbol.asyncIterator](): AsyncIterator<SessionUpdate, undefined, undefined> {
    if (this.#taken) throw new TypeError("a watch has one consumer: make another with watch()");
    this.#taken = true;
    const updates = this.#updates();
    return {
      next: () => updates.next(),
      // A generator ends when what it waits for has: that is given up first.
      return: () => {
        this.#end.abort(ended);
        return updates.return(undefined);
      },
    };
  }

  async *#updates(): AsyncGenerator<SessionUpdate, undefined, undefined> {
    const { signal } = this.#options;
    const abort = () => this.#end.abort(signal!.reason);
    signal?.addEventListener("abort", abort);
    const detach = this.#client.onEnd((reason) => this.#end.abort(reason));
    try {
      if (signal?.aborted) throw signal.reason;
      for (let failures = 0; ;) {
        let update: SessionUpdate | undefined;
        let pause = this.#interval;
        let wanted = 0;
        try {
          update = await this.#look();
          failures = 0;
        } catch (error) {
          if (!passes(error)) throw error;
          failures++;
          pause *= Math.min(2 ** failures, mostIntervals);
          const asked = Math.min(error.retryAfter ?? 0, longestAsked);
          wanted = isRateLimit(error) ? Math.max(pause, asked) : asked;
        }
        if (this.#end.signal.aborted) throw this.#end.signal.reason;
        const looked = Date.now();
        if (update) yield update;
        const passed = Math.max(0, Date.now() - looked);
        await this.#pause(wanted, false);
        await this.#pause(pause - wanted - passed, true);
      }
    } catch (error) {
      if (this.#end.signal.aborted) {
        if (this.#end.signal.reason === ended) return undefined;
        throw this.#end.signal.reason;
      }
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
      detach();
    }
  }

  /** Waits; where that may be, no longer than until somebody wants a look. */
  #pause(ms: number, shortened: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const { signal } = this.#end;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const over = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
        this.#wake = undefined;
      };
      const done = () => {
        over();
        if (shortened) this.#lookNow = false;
        resolve();
      };
      const giveUp = () => {
        over();
        reject(signal.reason as Error);
      };
      const wait = (left: number) => {
        if (left <= 0) done();
        else timer = setTimeout(() => wait(left - longestTimer), Math.min(left, longestTimer));
      };
      signal.addEventListener("abort", giveUp);
      if (shortened) this.#wake = done;
      if (signal.aborted) giveUp();
      else wait(shortened && this.#lookNow ? 0 : ms);
    });
  }

  /** Looks once. Nothing is known of what it saw before the whole look has succeeded. */
  async #look(): Promise<SessionUpdate | undefined> {
    const { size, credential } = this.#options;
    let step = await this.#client.firstPage({ size, credential, signal: this.#end.signal });
    const { account, page } = step;
    const known = this.#known?.account === account ? this.#known : undefined;
    const marks = new Map<string, string>();
    // By id, for what moves up while the pages are read comes again.
    const changed = new Map<string, Session>();
    const problems: Problem[] = [];
    for (;;) {
      let met = false;
      problems.push(...(step.page.problems ?? []));
      for (const session of step.page.sessions) {
        const mark = markOf(session);
        if (known && isAsItWas(known, session, mark)) met = true;
        else changed.set(session.sessionId, session);
        marks.set(session.sessionId, mark);
      }
      if (!known || met || !step.next) break;
      step = await step.next();
    }
    const unread = page.newMsgCnt;
    if (known && step.page.hasMore === 1) {
      // What was not looked at is as it was.
      this.#known = { account, unread, marks: new Map([...known.marks, ...marks]), floor: known.floor };
    } else {
      this.#known = { account, unread, marks, floor: floorOf(step.page) };
    }
    if (known && changed.size === 0 && known.unread === unread) return undefined;
    const sessions = [...changed.values()].sort((a, b) => compareInt64(b.sortTime, a.sortTime));
    return { first: !known, sessions, unread, ...(problems.length > 0 && { problems }) };
  }
}

/** What tells a conversation from how it was at another look. */
function markOf(session: Session): string {
  return JSON.stringify([session.newMsg?.id, session.newMsgCnt, session.sortTime]);
}

function isAsItWas(known: Known, session: Session, mark: string): boolean {
  const before = known.marks.get(session.sessionId);
  if (before !== undefined) return before === mark;
  // It was behind the first page when that was looked at. One of the same time as its last may be new: it is told of.
  return known.floor !== undefined && compareInt64(session.sortTime, known.floor) < 0;
}

/** The sortTime of the oldest conversation of a page with more behind it. */
function floorOf({ hasMore, sessions }: SessionPage): Int64 | undefined {
  if (hasMore !== 1) return undefined;
  return sessions.map((session) => session.sortTime).sort(compareInt64)[0];
}

/** Whether a look that failed like this may succeed later by itself. */
function passes(error: unknown): error is QQMusicError {
  return (
    isQQMusicError(error, "NetworkError") ||
    isQQMusicError(error, "TimeoutError") ||
    (isQQMusicError(error, "HTTPError") && (error.status ?? 0) >= 500) ||
    isRateLimit(error)
  );
}

/** Whether the gateway wants fewer requests. */
function isRateLimit(error: unknown): boolean {
  return isQQMusicError(error, "RateLimitedError") || (isQQMusicError(error, "HTTPError") && error.status === 429);
}
