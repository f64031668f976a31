import { computed, effect, untracked, type ReadonlySignal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Drafts } from "../compose/drafts.ts";
import { begunConversation, begunWith, conversationWith, isBegun } from "../model/begun.ts";
import type { Outbox } from "../outbox/outbox.ts";

/** What begun conversations are made of. */
export interface BegunNeeds {
  /** The conversations that the gateway knows. */
  conversations: ReadonlySignal<readonly Session[]>;
  drafts: Pick<Drafts, "written" | "of" | "set">;
  outbox: Pick<Outbox, "entries" | "readdress">;
  /** The id of the conversation in view. */
  openId: () => string | undefined;
  /** Told that a begun conversation is one that the gateway knows, by that one's id. */
  onReached: (begun: string, id: string) => void;
}

/**
 * Conversations that were begun here and that the gateway does not know yet. There is one as long as it is in view, or
 * something is written in it, sent or not: that is kept, and so is the conversation.
 */
export class BegunConversations {
  readonly all: ReadonlySignal<readonly Session[]>;
  private readonly needs: BegunNeeds;
  private readonly known = new Map<string, Session>();
  private readonly stop: () => void;

  constructor(needs: BegunNeeds) {
    this.needs = needs;
    let last: readonly Session[] = [];
    this.all = computed(() => {
      const ids = new Set([needs.openId() ?? "", ...needs.drafts.written.value, ...conversationsOf(needs.outbox)]);
      const now = [...ids].filter(isBegun).map((id) => this.find(id)!);
      const isSame = now.length === last.length && now.every((one, i) => one === last[i]);
      return isSame ? last : (last = now);
    });
    this.stop = effect(() => {
      const conversations = needs.conversations.value;
      void needs.outbox.entries.value; // one that was being sent may be moved by now
      for (const { sessionId: id } of this.all.value) {
        const real = conversationWith(begunWith(id), conversations);
        if (real) untracked(() => this.reach(id, real.sessionId));
      }
    });
  }

  /** A begun conversation; undefined when this is the id of none. */
  find(id: string): Session | undefined {
    if (!isBegun(id)) return undefined;
    const known = this.known.get(id) ?? begunConversation(id);
    this.known.set(id, known);
    return known;
  }

  /** The gateway knows a begun conversation by another id: what was written in it is moved there. */
  reach(id: string, real: string): void {
    const { drafts, outbox, onReached } = this.needs;
    outbox.readdress(id, real);
    const texts = [drafts.of(real), drafts.of(id)].filter((one) => one !== "");
    drafts.set(real, texts.join("\n"));
    drafts.set(id, "");
    onReached(id, real);
  }

  /** Follows nothing any more. */
  close(): void {
    this.stop();
  }
}

const conversationsOf = ({ entries }: BegunNeeds["outbox"]) => entries.value.map((entry) => entry.conversationId);
