import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Message, MetaData } from "../../sdk/src/index.ts";
import type { ArchivedMessage, History } from "../archive/history.ts";
import type { Host } from "../host.ts";
import { emptyMeta, kindOf } from "../model/kinds.ts";
import { toLookAt } from "../model/medium.ts";
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
    const next = this.beside(step);
    if (next) this.id.value = next.id;
  }

  /** Goes to the oldest or to the newest. */
  goToEnd(end: "oldest" | "newest"): void {
    const next = this.media.value.at(end === "oldest" ? 0 : -1);
    if (next) this.id.value = next.id;
  }

  private indexIn(media: readonly ArchivedMessage[]): number {
    const index = media.findIndex(({ id }) => id === this.id.value);
    if (index >= 0) this.last = index;
    return index >= 0 ? index : Math.min(this.last, media.length - 1);
  }
}
