import type { Message, Session } from "../../sdk/src/index.ts";
import type { Archive } from "../archive/archive.ts";
import type { OwnAccount } from "../archive/own-account.ts";
import type { Reader } from "../archive/reader.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { areAllNamed, conversationWith, isBegun } from "../model/begun.ts";
import { emptyMeta, isHusk } from "../model/kinds.ts";
import { sideOf } from "../model/sides.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import { lookFor, type Arrival } from "../outbox/look-for.ts";
import type { SendAnswer } from "../outbox/send-outcome.ts";

/** What a delivery needs. */
export interface DeliveryNeeds {
  gateway: Pick<Gateway, "call">;
  archive: Pick<Archive, "list" | "conversation" | "takeSent" | "put">;
  reader: Pick<Reader, "lookAtList" | "newest" | "before">;
  /** What is known of the account by which its own messages are told. */
  own: Pick<OwnAccount, "self" | "seeSent">;
  /** Told that a conversation that was begun here is one that the gateway knows, by that one's id. */
  onBegun: (begun: string, id: string) => void;
}

/** How what is in the outbox reaches the gateway, and comes from there into the archive. */
export class Delivery {
  private readonly needs: DeliveryNeeds;

  constructor(needs: DeliveryNeeds) {
    this.needs = needs;
  }

  /** Sends a message: where the gateway does not know the conversation, to its receiver alone. */
  send({ clientKey, conversationId: id, receiver, text: content }: OutboxEntry) {
    const { gateway } = this.needs;
    const { userId, superMsgFlag } = receiver;
    const place = isBegun(id) ? {} : { sessionId: id };
    return gateway.call((client) => client.sendText(userId, content, { ...place, clientKey, superMsgFlag }), {
      writes: true,
    });
  }

  /** Looks for a message that may have arrived. */
  async look(entry: OutboxEntry): Promise<Arrival> {
    const { archive, reader } = this.needs;
    if (!isBegun(entry.conversationId)) return this.lookIn(entry, archive.conversation(entry.conversationId));
    await reader.lookAtList();
    const { conversations } = archive.list.value;
    const conversation =
      conversationWith(entry.receiver.userId, conversations) ??
      conversations.find(({ newMsg }) => newMsg?.clientKey === entry.clientKey);
    if (conversation) return this.lookIn(entry, conversation);
    // A conversation that came of it would be in the list.
    return areAllNamed(entry.receiver.userId, conversations) ? "absent" : "unknown";
  }

  private lookIn(entry: OutboxEntry, conversation: Session | undefined): Promise<Arrival> {
    const { own, reader } = this.needs;
    const isMine = (message: Message) => sideOf(message, conversation?.user ?? null, own.self.value) === "me";
    return lookFor(
      entry,
      async (before) => {
        const id = conversation?.sessionId ?? entry.conversationId;
        const { page } = await (before === undefined ? reader.newest(id) : reader.before(id, before));
        return { messages: page.messages, more: Number(page.hasMore) === 1 };
      },
      isMine,
    );
  }

  /** Takes what the gateway has stored of a message. */
  async take(entry: OutboxEntry, { messages, session: conversation }: SendAnswer): Promise<void> {
    const { archive, own, onBegun } = this.needs;
    const { conversationId, clientKey, text: written } = entry;
    const id = isBegun(conversationId) ? await this.idOfBegun(entry, conversation) : conversationId;
    const known = conversation ?? archive.conversation(id);
    own.seeSent(clientKey, written, messages, known?.user ?? null);
    // The gateway may give it back without what was written.
    const filled = <One extends Message | null>(one: One): One =>
      one?.clientKey === clientKey && isHusk(one) ? { ...one, metaData: { ...emptyMeta, content: written } } : one;
    await archive.takeSent(id, messages.map(filled));
    if (conversation) await archive.put({ ...conversation, newMsg: filled(conversation.newMsg) });
    if (id !== conversationId) onBegun(conversationId, id);
  }

  // The answer to the first message says which conversation it is in; otherwise the list does.
  private async idOfBegun({ conversationId, receiver }: OutboxEntry, answered: Session | null): Promise<string> {
    if (answered) return answered.sessionId;
    const { archive, reader } = this.needs;
    await reader.lookAtList().catch(() => undefined);
    const found = conversationWith(receiver.userId, archive.list.value.conversations);
    return found?.sessionId ?? conversationId;
  }
}
