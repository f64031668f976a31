import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { fold } from "../model/fold.ts";
import type { Problem } from "../model/problem.ts";
import type { Self } from "../model/sides.ts";
import { daysBetween, isSomeDays, type Days } from "./days.ts";
import type { Scope } from "./job.ts";
import { readList, unlistedIn, type ListSource } from "./list.ts";

/** What a choice is made from. */
export interface ChoiceOptions extends ListSource {
  gateway: Pick<Gateway, "problem">;
  self: () => Self;
  /** Whether the conversation is chosen already, and the days alone are not. */
  isOfOne: boolean;
}

/** How the reading of the conversations is from which some are chosen. */
export type Listing = { listing: "no" | "reading" | "done" } | { listing: "failed"; problem: Problem };

/** Of what an export will be: which days, and which conversations. */
export class ExportChoice {
  /** The days from one to another, as fields for a date have them; "" for no end, and {@link halfDay}. */
  readonly first = signal("");
  readonly last = signal("");
  readonly isOfOne: boolean;
  /** Whether some conversations are chosen, or all are wanted. */
  readonly some = signal(false);
  /** Those to choose from, as far as they are known. */
  readonly conversations = signal<readonly Session[]>([]);
  readonly listing = signal<Listing>({ listing: "no" });
  /** The ids of those that are ticked. */
  readonly ticked = signal<ReadonlySet<string>>(new Set());
  /** What is looked for among them. */
  readonly filter = signal("");
  /** Those whose name or number has what is looked for. */
  readonly found: ReadonlySignal<readonly Session[]>;
  /** The days; undefined when the last is before the first, or one of them is only half there. */
  readonly days: ReadonlySignal<Days | undefined>;
  /** Of what it is; undefined while nothing can be exported. */
  readonly scope: ReadonlySignal<Scope | undefined>;
  private readonly options: ChoiceOptions;
  private leaving = new AbortController();

  constructor(options: ChoiceOptions) {
    this.options = options;
    this.isOfOne = options.isOfOne;
    this.days = computed(() => daysBetween(this.first.value, this.last.value));
    this.found = computed(() => {
      const wanted = alike(this.filter.value).trim();
      return this.conversations.value.filter(
        ({ user, sessionId }) =>
          wanted === "" || [user?.nick ?? "", user?.uin ?? "", sessionId].some((one) => alike(one).includes(wanted)),
      );
    });
    this.scope = computed(() => {
      const days = this.days.value;
      if (!days || (this.some.value && this.ticked.value.size === 0)) return undefined;
      return {
        ...(isSomeDays(days) && { days }),
        ...(this.some.value && { only: [...this.ticked.value] }),
      };
    });
  }

  /** Chooses some conversations, or all. For some the list is read. */
  chooseSome(some: boolean): void {
    this.some.value = some;
    if (some) void this.list();
  }

  /** Reads the list to its end, unless it was or is being read. */
  async list(): Promise<void> {
    const { listing } = this.listing.value;
    if (listing === "reading" || listing === "done") return;
    const { archive, gateway, self } = this.options;
    this.listing.value = { listing: "reading" };
    const { signal } = (this.leaving = new AbortController());
    // Those that are only kept are found once it is known what is in the list.
    const show = () => (this.conversations.value = archive.list.value.conversations);
    const stop = archive.list.subscribe(show);
    try {
      const listed = await readList(this.options, signal);
      const unlisted = archive.place === "disk" ? await unlistedIn(archive, listed, self()) : [];
      stop();
      this.conversations.value = [...listed, ...unlisted];
      this.listing.value = { listing: "done" };
    } catch (error) {
      stop();
      this.listing.value = signal.aborted ? { listing: "no" } : { listing: "failed", problem: gateway.problem(error) };
    }
  }

  /** Ticks a conversation, or takes the tick away. */
  tick(id: string, isTicked: boolean): void {
    this.tickThese([id], isTicked);
  }

  /** The same with all that are found. */
  tickFound(isTicked: boolean): void {
    this.tickThese(
      this.found.value.map(({ sessionId }) => sessionId),
      isTicked,
    );
  }

  private tickThese(ids: readonly string[], isTicked: boolean): void {
    const ticked = new Set(this.ticked.value);
    for (const id of ids) {
      if (isTicked) ticked.add(id);
      else ticked.delete(id);
    }
    this.ticked.value = ticked;
  }

  /** Stops what is being read for it. */
  leave(): void {
    this.leaving.abort();
  }
}

function alike(text: string): string {
  return fold(text.slice(0, longest));
}

/** So much of a name is looked at. */
const longest = 2000;
