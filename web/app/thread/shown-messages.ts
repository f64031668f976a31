import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Archive } from "../archive/archive.ts";
import { nothingKnown, type History } from "../archive/history.ts";
import { positionsIn } from "../archive/history-pieces.ts";
import type { Reader } from "../archive/reader.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { idle, type Loading } from "../model/loading.ts";
import { extended, reaching, windowOf } from "./window.ts";

/** What the messages that are shown come from. */
export interface ShownMessagesNeeds {
  gateway: Pick<Gateway, "problem">;
  archive: Pick<Archive, "hold" | "readEnd" | "endAtHand" | "release">;
  reader: Pick<Reader, "before">;
  /** Resolves when what is shown was painted. */
  painted: () => Promise<void>;
}

/** What is shown of a conversation before all of it was read. */
export interface EndFirst {
  /** Says whether the conversation opens at some place in this end. */
  suits: (end: History) => boolean;
  /** Is told that it is shown. */
  onShown: () => void;
}

/** The messages of a conversation that are shown: a window over what the archive has, which can be made longer. */
export class ShownMessages {
  /** What is known of the conversation. */
  readonly history: ReadonlySignal<History> = computed(() => this.known.value?.value ?? nothingKnown);
  readonly window = computed(() => windowOf(this.history.value, this.from.value));
  /** The page before those that are there. */
  readonly older = signal<Loading>(idle);
  /** The pages that are missing, by the message that stands behind them. */
  readonly gaps = signal<ReadonlyMap<string, Loading>>(new Map());
  private readonly filling = new Map<string, Promise<void>>();
  private readonly id: string;
  private readonly needs: ShownMessagesNeeds;
  private readonly known = signal<ReadonlySignal<History> | undefined>(undefined);
  /** The first message that is shown; undefined for some of the newest. */
  private readonly from = signal<string | undefined>(undefined);
  private holding: Promise<ReadonlySignal<History>> | undefined;
  private released = false;

  constructor(conversationId: string, needs: ShownMessagesNeeds) {
    this.id = conversationId;
    this.needs = needs;
  }

  /**
   * Takes what the archive has of the conversation, and follows it from then on. Whoever opens it near its end has not to
   * wait for a long history.
   */
  async hold(endFirst?: EndFirst): Promise<void> {
    if (endFirst && !this.holding) {
      const { archive, painted } = this.needs;
      // Nobody sees an empty frame where it is at hand.
      const end = archive.endAtHand(this.id) ?? (await archive.readEnd(this.id));
      if (end && !this.known.value && endFirst.suits(end)) {
        this.known.value = signal(end);
        endFirst.onShown();
        await painted();
      }
    }
    if (this.released) return;
    this.known.value = await (this.holding ??= this.needs.archive.hold(this.id));
  }

  /** Lets go of it, for good. */
  release(): void {
    this.released = true;
    if (this.holding) this.needs.archive.release(this.id);
  }

  /** The first message that is known. */
  get first(): string | undefined {
    return this.history.value.pieces[0]?.run.messages[0]!.id;
  }

  /** Lets the window begin with a message at the latest. Gives whether it is there. */
  reach(messageId: string): boolean {
    const from = reaching(this.history.value, messageId);
    if (from === undefined) return false;
    if (!this.window.value.messages.some(({ id }) => id === messageId)) this.from.value = from;
    return true;
  }

  /** Lets stay shown what is shown when messages are put in behind it. */
  keepStart(): void {
    this.from.value ??= this.window.value.messages[0]?.id;
  }

  /** Shows more of what is kept, or loads the page before it. */
  async loadOlder(): Promise<void> {
    if (this.older.value.state === "loading") return;
    const more = extended(this.history.value, this.window.value);
    if (more !== undefined) this.from.value = more;
    else {
      await this.readOlder();
      // All that came is shown: it was scrolled to.
      this.from.value = extended(this.history.value, this.window.value) ?? this.from.value;
    }
  }

  /** Whether the gateway may have messages before all that are known. */
  get hasOlder(): boolean {
    return this.window.value.hasOlder;
  }

  /** Reads the page before all that is known, and does not show it. What came of it is in `older`. */
  async readOlder(): Promise<void> {
    if (this.hasOlder) await this.load(this.first!, (loading) => (this.older.value = loading));
  }

  /** Loads the page before a message, where others are missing. One that is on its way is waited for. */
  loadGap(messageId: string): Promise<void> {
    const before = this.filling.get(messageId);
    if (before) return before;
    const filling = this.loadMissing(messageId).finally(() => this.filling.delete(messageId));
    this.filling.set(messageId, filling);
    return filling;
  }

  private loadMissing(messageId: string): Promise<void> {
    return this.load(messageId, (loading) => {
      const next = new Map(this.gaps.value);
      if (loading.state === "idle") next.delete(messageId);
      else next.set(messageId, loading);
      this.gaps.value = next;
    });
  }

  private async load(messageId: string, tell: (loading: Loading) => void): Promise<void> {
    tell({ state: "loading" });
    try {
      this.keepStart();
      await this.readBefore(messageId);
      tell(idle);
    } catch (error) {
      tell({ state: "failed", problem: this.needs.gateway.problem(error) });
    }
  }

  /**
   * Reads the page before a message. One that was deleted elsewhere leads nowhere: then the one behind it does. Rejects
   * when the page cannot be read.
   */
  async readBefore(messageId: string): Promise<void> {
    const { reader, gateway } = this.needs;
    try {
      await reader.before(this.id, messageId);
    } catch (error) {
      const known = positionsIn(this.history.value);
      const next = known.find(messageId) + 1;
      if (gateway.problem(error).kind !== "refused" || next <= 0 || next >= known.count) throw error;
      await reader.before(this.id, known.at(next).id);
    }
  }
}
