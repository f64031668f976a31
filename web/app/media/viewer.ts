import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Message, MetaData } from "../../sdk/src/index.ts";
import type { ArchivedMessage, History } from "../archive/history.ts";
import type { Host } from "../host.ts";
import { emptyMeta, kindOf } from "../model/kinds.ts";
import { mediumOf, toLookAt } from "../model/medium.ts";
import type { PictureQuestion } from "../model/pictures.ts";
import type { Loading } from "../model/loading.ts";
import type { Problem } from "../model/problem.ts";
import { gapBeside, mediaIn } from "./media-order.ts";

/** Why a picture or video has no address yet. */
export type MissingDetail = { state: "loading" } | { state: "missing" } | { state: "failed"; problem: Problem };

/** The conversation whose pictures are looked at. */
export interface ViewedConversation {
  host: Host;
  /** All that is known of its messages. */
  history: ReadonlySignal<History>;
  /** Whether a message is of somebody whom the account does not follow. */
  isStranger(message: Message): boolean;
  /** The name of who wrote a message. */
  senderOf(message: Message): string;
  /** Whether the gateway may have messages before those that are known. */
  readonly hasOlder: boolean;
  /** What came of the last page that was read before them. */
  older: ReadonlySignal<Loading>;
  /** Reads the page before them. */
  readOlder(): Promise<void>;
  /** What came of the last page of each gap, by the message that stands behind it. */
  gaps: ReadonlySignal<ReadonlyMap<string, Loading>>;
  /** Reads the page before a message, where others are missing. */
  readGap(before: string): Promise<void>;
  /** The details that have to be asked for one by one. */
  details: {
    details: ReadonlySignal<ReadonlyMap<string, MissingDetail>>;
    want(id: string): void;
    retry(id: string): void;
  };
}

/** What is in view: its message, what it shows, and the how manieth it is of how many. */
export interface Viewed {
  message: ArchivedMessage;
  meta: MetaData;
  /** Whether its address is known. */
  complete: boolean;
  /** From 1 on. */
  number: number;
  count: number;
}

/**
 * What is done besides: an older picture is looked for, was not found in many pages, or a page did not come; or messages
 * that are missing in between are read, are still missing after many pages, or did not come.
 */
export type Looking = "idle" | "looking" | "notFound" | "failed" | "filling" | "stillMissing" | "notFilled";

/** Pages that are read at most to find one more picture; then the user is asked. */
const mostPages = 10;

/** The pictures and videos of a conversation, one of them in view. */
export class Viewer {
  readonly conversation: ViewedConversation;
  /** What is in view; undefined when the conversation has no picture any more. */
  readonly viewed = computed((): Viewed | undefined => {
    const media = this.media.value;
    const index = this.indexIn(media);
    const message = media[index];
    if (!message) return undefined;
    const kind = kindOf(message);
    const meta = toLookAt(kind) ?? emptyMeta;
    const complete = kind.kind !== "media" || kind.complete;
    return { message, meta, complete, number: index + 1, count: media.length };
  });
  readonly looking = signal<Looking>("idle");
  private closed = false;
  private readonly media: ReadonlySignal<readonly ArchivedMessage[]>;
  private readonly id;
  /** Where it was last: there the one is that comes in place of one that was deleted. */
  private last = 0;

  /** Opens at a message. */
  constructor(conversation: ViewedConversation, messageId: string) {
    this.conversation = conversation;
    this.media = computed(() => mediaIn(conversation.history.value));
    this.id = signal(messageId);
  }

  /** What is so many steps further on; undefined when there is nothing. */
  beside(step: number): ArchivedMessage | undefined {
    const media = this.media.value;
    return media[this.indexIn(media) + step];
  }

  /** Whether there is a picture beside this one, or may be one at the gateway. */
  hasBeside(step: 1 | -1): boolean {
    return this.beside(step) !== undefined || this.missing(step) !== undefined;
  }

  /**
   * Goes one on, or back. Where messages are missing in between, or nothing is known before, pages are read first; what
   * cannot be read in between is gone over, and `looking` says so.
   */
  async go(step: 1 | -1): Promise<void> {
    if (this.isBusy) return;
    const from = this.id.value;
    let failed: Looking = "idle";
    for (let pages = 0; !this.closed && failed === "idle"; pages++) {
      const missing = this.missing(step);
      if (!missing) break;
      const isGap = missing !== "older";
      if (pages >= mostPages) {
        this.looking.value = isGap ? "stillMissing" : "notFound";
        return;
      }
      this.looking.value = isGap ? "filling" : "looking";
      if (!(await this.read(missing))) failed = isGap ? "notFilled" : "failed";
    }
    if (this.id.value === from) this.show(this.beside(step)); // unless the user went elsewhere meanwhile
    this.looking.value = failed;
  }

  /**
   * The addresses of the pictures beside this one, which are wanted next: of those alone that are shown without a
   * question.
   */
  ahead(questionOf: (message: Message) => PictureQuestion): string[] {
    return ([1, -1] as const).flatMap((step) => {
      const message = this.beside(step);
      const meta = message && toLookAt(kindOf(message));
      if (!message || !meta) return [];
      const { video, picture } = mediumOf(this.conversation.host, meta, questionOf(message));
      return !video && picture.fate === "show" ? [picture.address] : [];
    });
  }

  private get isBusy(): boolean {
    return this.looking.value === "looking" || this.looking.value === "filling";
  }

  // What is to be read before it goes on: a gap, by the message behind it, or what is older than all that is known.
  private missing(step: 1 | -1): { behind: string } | "older" | undefined {
    const { conversation } = this;
    const [here, next] = [this.viewed.value?.message.id, this.beside(step)?.id];
    if (here === undefined) return undefined;
    const behind = gapBeside(conversation.history.value, here, step, next);
    if (behind !== undefined) return { behind };
    return step < 0 && next === undefined && conversation.hasOlder ? "older" : undefined;
  }

  private async read(missing: { behind: string } | "older"): Promise<boolean> {
    const { conversation } = this;
    if (missing === "older") {
      await conversation.readOlder();
      return conversation.older.value.state !== "failed";
    }
    await conversation.readGap(missing.behind);
    return conversation.gaps.value.get(missing.behind)?.state !== "failed";
  }

  /** Ends what it looks for. */
  close(): void {
    this.closed = true;
  }

  /** Goes to the oldest or to the newest. */
  goToEnd(end: "oldest" | "newest"): void {
    this.show(this.media.value.at(end === "oldest" ? 0 : -1));
  }

  private show(message: ArchivedMessage | undefined): void {
    if (!message) return;
    this.id.value = message.id;
    if (!this.isBusy) this.looking.value = "idle";
  }

  private indexIn(media: readonly ArchivedMessage[]): number {
    const index = media.findIndex(({ id }) => id === this.id.value);
    if (index >= 0) this.last = index;
    return index >= 0 ? index : Math.min(this.last, media.length - 1);
  }
}
