import { effect, type ReadonlySignal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import { accountKey, type AccountId } from "../model/account-id.ts";
import { nameOf } from "../model/conversation.ts";
import { sideOf, type Self } from "../model/sides.ts";
import type { NotificationPlace } from "../ui/page-notifications.ts";
import { previewOf } from "../words/preview.ts";
import { text } from "../words/words.ts";

/** What announcing new messages needs. */
export interface NotifierNeeds {
  account: AccountId;
  place: NotificationPlace;
  /** Whether the user wants that, and the browser allows it. What it reads is followed. */
  wanted: () => boolean;
  /** Whether what was written is shown, besides who wrote. What it reads is followed. */
  content: () => boolean;
  /** What is known of the account: what nobody knows to be the other side's is not shown. */
  self: ReadonlySignal<Self>;
  /** The conversations, to take back what is read. */
  conversations: ReadonlySignal<readonly Session[]>;
  muted: ReadonlySignal<ReadonlySet<string>>;
  /** Shows a conversation that was chosen. */
  open: (id: string) => void;
  /** Told that the browser does not do it. */
  onMissing: () => void;
}

/**
 * Announces new messages of an account: one notification for each conversation, taken back when it is read or muted; and all of
 * them when the user wants none any more, or none that show what was written.
 */
export class Notifier {
  private readonly needs: NotifierNeeds;
  private readonly shown = new Set<string>();
  private readonly stops: (() => void)[];

  constructor(needs: NotifierNeeds) {
    this.needs = needs;
    let told = false;
    this.stops = [
      effect(() => this.takeBack(needs.conversations.value, needs.muted.value)),
      effect(() => {
        const tells = needs.content();
        if (!needs.wanted() || (told && !tells)) this.hideAll();
        told = tells;
      }),
    ];
  }

  /** Announces the newest messages of conversations, which are not in view. */
  announce(conversations: readonly Session[]): void {
    const { muted, wanted } = this.needs;
    if (!wanted()) return;
    for (const one of conversations) if (!muted.peek().has(one.sessionId)) this.show(one);
  }

  /** Takes everything back and ends. */
  close(): void {
    for (const stop of this.stops) stop();
    this.hideAll();
  }

  private show(conversation: Session): void {
    const { place, content, self, open, onMissing } = this.needs;
    const { sessionId: id, newMsg, user } = conversation;
    const words = text.peek();
    const isTold = content() && newMsg !== null && sideOf(newMsg, user, self.peek()) === "them";
    const done = place.show({
      tag: this.tagOf(id),
      title: nameOf(conversation) || words.noName,
      body: isTold ? previewOf(newMsg, words) : words.notifyNew,
      chosen: () => {
        this.shown.delete(id);
        open(id);
      },
    });
    if (done) this.shown.add(id);
    else onMissing();
  }

  private takeBack(conversations: readonly Session[], muted: ReadonlySet<string>): void {
    if (this.shown.size === 0) return;
    const unread = new Set(conversations.filter((one) => Number(one.newMsgCnt) > 0).map((one) => one.sessionId));
    for (const id of [...this.shown]) if (!unread.has(id) || muted.has(id)) this.hide(id);
  }

  private hideAll(): void {
    for (const id of [...this.shown]) this.hide(id);
  }

  private hide(id: string): void {
    this.shown.delete(id);
    this.needs.place.close(this.tagOf(id));
  }

  private tagOf(id: string): string {
    return `${accountKey(this.needs.account)} ${id}`;
  }
}
