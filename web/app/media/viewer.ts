import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Message, MetaData } from "../../sdk/src/index.ts";
import type { ArchivedMessage, History } from "../archive/history.ts";
import type { Host } from "../host.ts";
import { emptyMeta, kindOf } from "../model/kinds.ts";
import { toLookAt } from "../model/medium.ts";
import type { Loading } from "../model/loading.ts";
import type { Problem } from "../model/problem.ts";
import { mediaIn } from "./media-order.ts";

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
  /** Whether an older picture is looked for, and whether none was found in many pages, or a page did not come. */
  readonly looking = signal<"idle" | "looking" | "notFound" | "failed">("idle");
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

  /** Goes so many steps on, or back. Stays where it is when there is nothing. */
  go(step: number): void {
    this.show(this.beside(step));
  }

  /** Whether there is a picture before this one, or may be one at the gateway. */
  get hasBefore(): boolean {
    return this.beside(-1) !== undefined || this.conversation.hasOlder;
  }

  /** Goes one back; where nothing is known before, it looks in older pages. */
  async goBack(): Promise<void> {
    if (this.looking.value === "looking") return;
    const { conversation } = this;
    const from = this.id.value;
    this.looking.value = "looking";
    for (let pages = 0; !this.beside(-1) && conversation.hasOlder && !this.closed; pages++) {
      if (pages >= mostPages) {
        this.looking.value = "notFound";
        return;
      }
      await conversation.readOlder();
      if (conversation.older.value.state === "failed") break;
    }
    this.looking.value = conversation.older.value.state === "failed" ? "failed" : "idle";
    if (this.id.value === from) this.go(-1); // unless the user went elsewhere meanwhile
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
    if (this.looking.value !== "looking") this.looking.value = "idle";
  }

  private indexIn(media: readonly ArchivedMessage[]): number {
    const index = media.findIndex(({ id }) => id === this.id.value);
    if (index >= 0) this.last = index;
    return index >= 0 ? index : Math.min(this.last, media.length - 1);
  }
}
