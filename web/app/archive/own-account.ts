import { signal, type ReadonlySignal } from "@preact/signals";
import type { Message, Session, User } from "../../sdk/src/index.ts";
import { idIn, isSameUser, isSelf, mergeMarks, numberAlone, sideOf, type OwnMarks, type Self } from "../model/sides.ts";

/** What is known of the account that reads, learned from the messages that come. */
export class OwnAccount {
  /** What is known by now. */
  readonly self: ReadonlySignal<Self>;
  private readonly known;
  private readonly sentKeys = new Set<string>();
  private readonly seen = new WeakSet<Session>();
  private readonly onLearned: (marks: OwnMarks) => void;

  /** `known` is what was learned before; `onLearned` is told what there is to be kept. */
  constructor(musicid: string, known: OwnMarks, onLearned: (marks: OwnMarks) => void = () => {}) {
    this.known = signal<Self>({ ...numberAlone(musicid), ...known, sentKeys: this.sentKeys });
    this.self = this.known;
    this.onLearned = onLearned;
  }

  /** Takes what was learned elsewhere. */
  take(marks: OwnMarks): void {
    const self = this.known.peek();
    const next = mergeMarks(self, marks);
    if (next !== self) this.known.value = { ...self, ...next };
  }

  /** Remembers the key of a message that is sent from here. */
  sends(clientKey: string): void {
    this.sentKeys.add(clientKey);
  }

  /** Learns from messages of a conversation with `peer`. */
  see(messages: readonly Message[], peer: User | null): void {
    for (const message of messages) {
      const self = this.known.peek();
      const { fromUser: from } = message;
      if (from === null) continue;
      if (from.uin === self.musicid || this.sentKeys.has(message.clientKey)) this.learnOwn(from, peer);
      else if (isNamed(from) && sideOf(message, peer, self) === "them") this.learn({ othersAreNamed: true });
    }
  }

  /** Learns from the newest messages of conversations. */
  seeList(conversations: readonly Session[]): void {
    for (const one of conversations) {
      if (this.seen.has(one)) continue;
      this.seen.add(one);
      if (one.newMsg) this.see([one.newMsg], one.user);
    }
  }

  /** Learns from what the gateway gave back for a text that was sent to `peer`. A gateway may give no key back. */
  seeSent(clientKey: string, text: string, messages: readonly Message[], peer: User | null): void {
    const keyed = messages.filter((one) => one.clientKey === clientKey);
    const [only] = messages;
    const same = messages.length === 1 && only!.clientKey === "" && only!.metaData?.content === text ? messages : [];
    for (const { fromUser } of keyed.length > 0 ? keyed : same) if (fromUser) this.learnOwn(fromUser, peer);
  }

  private learnOwn(from: User, peer: User | null): void {
    const encryptUin = idIn(from.encryptUin);
    const self = this.known.peek();
    const isOwnNumber = from.uin === self.musicid || idIn(from.uin) === "";
    if (encryptUin === "" || !isOwnNumber || isSameUser(from, peer)) return;
    if (!isSelf({ ...from, uin: "" }, self)) this.learn({ encryptUins: [encryptUin] });
  }

  private learn(marks: Partial<OwnMarks>): void {
    const before = this.known.peek();
    this.take({ encryptUins: [], othersAreNamed: false, ...marks });
    const { encryptUins, othersAreNamed } = this.known.peek();
    if (this.known.peek() !== before) this.onLearned({ encryptUins, othersAreNamed });
  }
}

const isNamed = (user: User) => idIn(user.uin) !== "" || idIn(user.encryptUin) !== "";
