import type { Signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { Problem } from "../model/problem.ts";
import { secondsOf } from "../model/times.ts";
import type { Archive } from "./archive.ts";
import { KeepingError, type ArchiveStore } from "./archive-store.ts";
import { coveredShare } from "./covered.ts";
import { fillHistory, isFilled, newestGap } from "./fill.ts";
import { GatewayPermit, type Hindrance } from "./gateway-permit.ts";
import { GentleGateway } from "./gentle-gateway.ts";
import { positionsIn } from "./history-pieces.ts";
import type { History } from "./history.ts";
import { newestOf, readKeepNote, writeKeepNote, type KeepNote } from "./keep-note.ts";
import type { Later } from "./later.ts";
import { Reader } from "./reader.ts";
import { untilAborted } from "./until-aborted.ts";

/** How far everything is kept. */
export interface KeepProgress {
  conversations: number;
  /** Conversations that are complete. */
  done: number;
  /** Conversations that are left alone because they have unread messages. */
  skippedUnread: readonly Session[];
  /** Messages that are kept. */
  messages: number;
  /** In milliseconds; undefined while nothing tells. */
  timeLeft: number | undefined;
}

/** Before anything is known. */
export const nothingKept: KeepProgress = {
  conversations: 0,
  done: 0,
  skippedUnread: [],
  messages: 0,
  timeLeft: undefined,
};

/** What a pass is made of. */
export interface KeepingPassOptions {
  gateway: Gateway;
  archive: Archive;
  /** Where the archive has to be for as long as it works: on disk by default. */
  place?: ArchiveStore["place"] | undefined;
  now: () => number;
  later: Later;
  progress: Signal<KeepProgress>;
}

/** A conversation has unread messages: it is not read. */
class Unread extends Error {}

/** Goes through the list and reads what is not kept of it. */
export class KeepingPass {
  private readonly options: KeepingPassOptions;
  private readonly permit: GatewayPermit;
  private note: KeepNote = { is: "running", swept: false, complete: new Map() };
  /** Why conversations could not be read, with what was their newest message then. */
  private readonly problems = new Map<string, { newest: string; problem: Problem }>();
  private gateway: GentleGateway | undefined;
  /** The conversation that is read, and how much of it is. */
  private reading: string | undefined;
  private part = 0;
  /** How much had been read when the pass began to read, and what its requests had taken. */
  private begun: { read: number; spent: number } | undefined;
  /** How much has been read, and what each conversation took until then. */
  private pace: { read: number; each: number } | undefined;
  private messages = 0;

  constructor(options: KeepingPassOptions) {
    this.options = options;
    this.permit = new GatewayPermit(options.gateway, options.now, options.later);
  }

  /** Tries those again that could not be read. */
  forgetProblems(): void {
    this.problems.clear();
  }

  /** Looks how far it is. Rejects with a KeepingError. */
  async look(): Promise<void> {
    const { archive } = this.options;
    // Without the list that is kept it would look as if there were nothing to do.
    await archive.open();
    const { kept } = archive;
    this.note = (await readKeepNote(kept)) ?? this.note;
    this.messages = (await kept.size()).messages;
    this.tell();
  }

  /**
   * Reads until nothing is left to be read. Gives why a conversation could not be read. Rejects with a KeepingError, and
   * with the signal's reason.
   *
   * @param onHindered told of what hinders, and with undefined that nothing does any more
   */
  async run(signal: AbortSignal, onHindered: (by: Hindrance | undefined) => void): Promise<Problem | undefined> {
    const { archive } = this.options;
    await this.look();
    this.begun = undefined;
    this.pace = undefined;
    const beforeRequest = () => {
      if (this.reading !== undefined && isUnread(archive.conversation(this.reading))) throw new Unread();
    };
    this.gateway = new GentleGateway({ ...this.options, permit: this.permit, signal, onHindered, beforeRequest });
    const reader = new Reader(this.gateway, archive, { tells: false });
    if (!this.note.swept) {
      // What was deleted elsewhere, however deep in the list, is missing there.
      await untilAborted(reader.lookAtList(), signal);
      while (reader.listEnd.value) await untilAborted(reader.moreConversations(), signal);
      await this.write({ swept: true });
    }
    for (let next = this.next(); next; next = this.next()) {
      this.reading = next.sessionId;
      this.part = 0;
      try {
        await this.keep(next, reader, signal);
      } finally {
        this.reading = undefined;
      }
    }
    this.tell();
    return [...this.problems.values()][0]?.problem;
  }

  private next(): Session | undefined {
    return this.options.archive.list.value.conversations.find(
      (one) => !this.isComplete(one) && !isUnread(one) && this.problems.get(one.sessionId)?.newest !== newestOf(one),
    );
  }

  private async keep(session: Session, reader: Reader, signal: AbortSignal): Promise<void> {
    const { archive, gateway } = this.options;
    const id = session.sessionId;
    const history = () => archive.kept.readHistory(id);
    try {
      const known = await history();
      this.measure(session, known);
      if (!isFilled(known, session.newMsg)) {
        await fillHistory({
          history,
          signal,
          ask: async (before) => {
            const { page, added } = await (before === undefined ? reader.newest(id) : reader.before(id, before));
            this.messages += added.length;
            return { messages: page.messages, hasMore: Number(page.hasMore) === 1 };
          },
          onPage: async () => {
            this.check();
            this.measure(session, await history());
          },
        });
      }
      await this.write({ complete: new Map(this.note.complete).set(id, newestOf(session)) });
    } catch (error) {
      if (signal.aborted || error instanceof KeepingError) throw error;
      // One that is unread by now, or was deleted, is no problem.
      if (error instanceof Unread || !archive.conversation(id)) return;
      this.problems.set(id, { newest: newestOf(session), problem: gateway.problem(error) });
    }
  }

  private isComplete(session: Session): boolean {
    return this.note.complete.get(session.sessionId) === newestOf(session);
  }

  private async write(changes: Partial<KeepNote>): Promise<void> {
    this.check();
    this.note = { ...this.note, ...changes };
    await writeKeepNote(this.options.archive.kept, this.note);
    this.tell();
  }

  private check(): void {
    if (this.options.archive.place !== (this.options.place ?? "disk"))
      throw new KeepingError("messages are not kept any more", { full: false });
  }

  private measure(session: Session, history: History): void {
    const known = positionsIn(history);
    const time = (position: number) => secondsOf(known.at(position).time) ?? 0;
    const oldest = newestGap(history) ?? 0;
    const covered =
      known.count > 0 ? coveredShare(secondsOf(session.createTime), time(known.count - 1), time(oldest)) : undefined;
    this.part = covered ?? 0;
    this.tell();
  }

  private tell(): void {
    const { conversations } = this.options.archive.list.value;
    const open = conversations.filter((one) => !this.isComplete(one));
    const skippedUnread = open.filter((one) => isUnread(one) && one.sessionId !== this.reading);
    const done = conversations.length - open.length;
    const left = open.length - skippedUnread.length;
    this.options.progress.value = {
      conversations: conversations.length,
      done,
      skippedUnread,
      messages: this.messages,
      timeLeft: this.timeLeft(done, left),
    };
  }

  // As fast as until now. What is known is how many conversations there are, not how long they are.
  private timeLeft(done: number, left: number): number | undefined {
    if (!this.gateway) return undefined;
    const { spent } = this.gateway;
    const read = done + this.part;
    if (this.reading !== undefined) this.begun ??= { read, spent };
    if (!this.begun) return undefined;
    const { begun } = this;
    if (read > (this.pace?.read ?? begun.read)) this.pace = { read, each: (spent - begun.spent) / (read - begun.read) };
    return this.pace && this.pace.each * Math.max(0, left - this.part);
  }
}

function isUnread(session: Session | undefined): boolean {
  return Number(session?.newMsgCnt ?? 0) > 0;
}
