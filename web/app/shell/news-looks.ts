import type { ReadonlySignal } from "@preact/signals";
import { steadyNow } from "../../common/steady-clock.ts";
import type { Message, Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import { byId, type ListChange } from "../archive/conversations.ts";
import type { OwnAccount } from "../archive/own-account.ts";
import type { Reader } from "../archive/reader.ts";
import type { ConversationList } from "../conversations/conversation-list.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { isBegun } from "../model/begun.ts";
import { nameOf } from "../model/conversation.ts";
import { sideOf } from "../model/sides.ts";
import { isNewsOfOthers } from "../model/whose-news.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Thread } from "../thread/thread.ts";
import type { PageState } from "../ui/page-state.ts";
import { previewOf } from "../words/preview.ts";
import { text } from "../words/words.ts";

/** Messages that may have arrived are looked for at most so often by themselves, in milliseconds. */
const lookForSentEvery = 60_000;

/** What looks for news need. */
export interface NewsLooksNeeds {
  gateway: Pick<Gateway, "silent" | "problem">;
  archive: Pick<Archive, "list">;
  reader: Pick<Reader, "lookAtList" | "lookAtBoth">;
  own: Pick<OwnAccount, "self">;
  list: Pick<ConversationList, "items" | "looked">;
  outbox: Pick<Outbox, "lookAgain">;
  page: Pick<PageState, "hidden">;
  /** The conversation in view. */
  open: ReadonlySignal<Thread | undefined>;
  /** The conversations that are muted. */
  muted: ReadonlySignal<ReadonlySet<string>>;
  /** Says something to a screen reader. */
  announce: (said: string) => void;
  /** Told of conversations, not in view, whose newest message just came from somebody else. */
  onNews: (conversations: readonly Session[]) => void;
}

/** Looks for what is new at the gateway: in the list and in the conversation in view. */
export class NewsLooks {
  private readonly needs: NewsLooksNeeds;
  private lookedForSent = 0;

  constructor(needs: NewsLooksNeeds) {
    this.needs = needs;
  }

  /** Looks once. Gives whether there was anything new. */
  async look(): Promise<boolean> {
    const wasSilent = this.needs.gateway.silent.value !== undefined;
    const found = await this.lookAtGateway();
    // It answers: what may have arrived is looked for, but not with every look.
    const now = steadyNow();
    if (wasSilent || now - this.lookedForSent > lookForSentEvery) {
      this.lookedForSent = now;
      void this.needs.outbox.lookAgain();
    }
    return found;
  }

  // Reading a conversation marks it read, so nobody reads it for a page that cannot be seen.
  private async lookAtGateway(): Promise<boolean> {
    const { archive, list: shown, open, page, reader } = this.needs;
    const thread = open.value;
    const before = byId(archive.list.value.conversations);
    const isReady = thread && !isBegun(thread.id) && thread.loading.value.state !== "loading";
    if (!isReady || page.hidden.value) {
      return this.tell(await this.lookAtList(), before);
    }
    const { list, messages, failed } = await reader.lookAtBoth(thread.id);
    const newest = messages && thread.takeNews(messages).at(-1);
    if (newest) this.announceMessage(thread.conversation.value, newest);
    if (!list) throw failed;
    shown.looked();
    const beside = { ...list, news: list.news.filter((one) => one.sessionId !== thread.id) };
    return this.tell(beside, before) || newest !== undefined;
  }

  private async lookAtList(): Promise<ListChange> {
    const { gateway, list, reader } = this.needs;
    try {
      const change = await reader.lookAtList();
      list.looked();
      return change;
    } catch (error) {
      if (list.items.value.length === 0) list.looked(gateway.problem(error));
      throw error;
    }
  }

  private tell({ news, gone }: ListChange, before: ReadonlyMap<string, Session>): boolean {
    const self = this.needs.own.self.value;
    const isOfOthers = (one: Session) => isNewsOfOthers(one, self, before.get(one.sessionId)?.newMsgCnt);
    const arrived = news.filter(isOfOthers);
    if (arrived.length > 0) this.needs.onNews(arrived);
    const newest = arrived.find((one) => !this.needs.muted.peek().has(one.sessionId));
    if (newest?.newMsg) this.announceMessage(newest, newest.newMsg);
    return news.length > 0 || gone.length > 0;
  }

  private announceMessage(conversation: Session, message: Message): void {
    const words = text.value;
    const name = nameOf(conversation) || words.noName;
    const isUnknown = sideOf(message, conversation.user, this.needs.own.self.value) === "unknown";
    const from = isUnknown ? words.unknownSenderWith(name) : name;
    this.needs.announce(words.newMessage(from, previewOf(message, words)));
  }
}
