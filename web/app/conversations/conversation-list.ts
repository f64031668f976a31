import { computed, signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import type { ListChange } from "../archive/conversations.ts";
import type { Reader } from "../archive/reader.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { nameOf, superFlag } from "../model/conversation.ts";
import { idle, type Loading } from "../model/loading.ts";
import type { Problem } from "../model/problem.ts";

/** What the list needs. */
export interface ListNeeds {
  archive: Archive;
  reader: Reader;
  gateway: Gateway;
  /** Told that a conversation was deleted here. */
  onDeleted: (id: string) => void;
}

/** The list of conversations. */
export class ConversationList {
  readonly items = computed(() => this.needs.archive.list.value.conversations);
  /** The first look: idle once it is there. */
  readonly loading = signal<Loading>({ state: "loading" });
  /** The page behind those that were looked at. */
  readonly more = signal<Loading>(idle);
  readonly hasMore = computed(() => {
    const end = this.needs.reader.listEnd.value;
    return end === undefined ? this.needs.archive.list.value.hasMore : end !== null;
  });
  /** Unread messages of all conversations, those not loaded too. */
  readonly unread = computed(() => this.needs.archive.list.value.unread);
  /** What is searched for. */
  readonly query = signal("");
  /** The conversations whose name holds what is searched for. */
  readonly shown = computed(() => {
    const wanted = fold(this.query.value);
    return wanted === "" ? this.items.value : this.items.value.filter((one) => fold(nameOf(one)).includes(wanted));
  });
  private readonly needs: ListNeeds;

  constructor(needs: ListNeeds) {
    this.needs = needs;
  }

  /** Looks at the list from its top. What is there stays until the answer comes. */
  async refresh(): Promise<void> {
    this.loading.value = { state: "loading" };
    await this.look().catch(() => {});
  }

  /** Looks at the list from its top, and gives what changed. Rejects when that failed. */
  async look(): Promise<ListChange> {
    try {
      const change = await this.needs.reader.lookAtList();
      this.loading.value = idle;
      return change;
    } catch (error) {
      const problem = this.needs.gateway.problem(error);
      if (this.loading.value.state !== "idle") this.loading.value = { state: "failed", problem };
      throw error;
    }
  }

  /** Asks for the page behind those that were looked at. */
  async loadMore(): Promise<void> {
    if (this.more.value.state === "loading" || !this.needs.reader.listEnd.value) return;
    this.more.value = { state: "loading" };
    try {
      await this.needs.reader.moreConversations();
      this.more.value = idle;
    } catch (error) {
      this.more.value = { state: "failed", problem: this.needs.gateway.problem(error) };
    }
  }

  /** Deletes a conversation. */
  async delete({ sessionId, ...session }: Session): Promise<Problem | undefined> {
    const { archive, gateway, onDeleted } = this.needs;
    const flag = superFlag({ sessionId, ...session });
    const failed = await gateway.attempt((client) => client.deleteSession(sessionId, flag));
    if (failed) return failed;
    await archive.forget(sessionId);
    onDeleted(sessionId);
    return undefined;
  }

  /** Deletes all messages of a conversation. */
  async clear(session: Session): Promise<Problem | undefined> {
    const { archive, gateway } = this.needs;
    const failed = await gateway.attempt((client) => client.clearSession(session.sessionId, superFlag(session)));
    if (!failed) await archive.clear(session.sessionId);
    return failed;
  }

  /** Marks the messages of all conversations read. */
  async markAllRead(): Promise<Problem | undefined> {
    const failed = await this.needs.gateway.attempt((client) => client.markAllMessagesRead(1, ""));
    if (!failed) await this.needs.archive.markAllRead();
    return failed;
  }
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim();
}
