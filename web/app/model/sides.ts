// Whose a message is.

import type { Message, Session, User } from "../../sdk/src/index.ts";

/** Who wrote a message: nobody did where it is no person's, and of some nobody can say. */
export type Side = "me" | "them" | "nobody" | "unknown";

/** What was learned of how an account's own messages are told from others. */
export interface OwnMarks {
  /** The account's encrypted numbers, as far as they are known. */
  readonly encryptUins: readonly string[];
  /** Whether messages of others were seen that say who wrote them. */
  readonly othersAreNamed: boolean;
}

/** What is known of the account whose messages are shown. */
export interface Self extends OwnMarks {
  /** Its number. */
  readonly musicid: string;
  /** The keys of messages that were sent from here. */
  readonly sentKeys: ReadonlySet<string>;
}

/** An account of which nothing but its number is known. */
export function numberAlone(musicid: string): Self {
  return { musicid, encryptUins: [], sentKeys: new Set(), othersAreNamed: false };
}

/** The number or encrypted number of a user; "" when it does not say. */
export function idIn(id: string | undefined): string {
  return id === undefined || id === "0" ? "" : id;
}

/** Whether two descriptions are of one user. */
export function isSameUser(one: User | null, other: User | null): boolean {
  const [uin, encryptUin] = [idIn(one?.uin), idIn(one?.encryptUin)];
  return (uin !== "" && uin === other?.uin) || (encryptUin !== "" && encryptUin === other?.encryptUin);
}

/** Whether a user is the account, by one of its numbers. */
export function isSelf(user: User | null, { musicid, encryptUins }: Omit<Self, "sentKeys">): boolean {
  const [uin, encryptUin] = [idIn(user?.uin), idIn(user?.encryptUin)];
  return (uin !== "" && uin === musicid) || (encryptUin !== "" && encryptUins.includes(encryptUin));
}

/** Says who wrote a message of a conversation with `peer`. */
export function sideOf(message: Message, peer: User | null, self: Self): Exclude<Side, "nobody"> {
  const { fromUser: from, clientKey } = message;
  if (isSelf(from, self)) return "me";
  if (isSameUser(from, peer)) return "them";
  if (clientKey !== "" && self.sentKeys.has(clientKey)) return "me";
  // The account's own number is known: another one is somebody else's.
  if (idIn(from?.uin) !== "") return "them";
  if (idIn(from?.encryptUin) !== "") {
    // Two people are in a conversation: what is neither's number says that one of those that are known is wrong.
    if (idIn(peer?.encryptUin) !== "") return self.encryptUins.length > 0 ? "unknown" : "me";
    return self.encryptUins.length > 0 ? "them" : "unknown";
  }
  // Where others are named, what was written by a client and names nobody is one's own.
  return clientKey !== "" && self.othersAreNamed ? "me" : "unknown";
}

/** Says of conversations whether the account wrote the newest message. */
export function isNewestOf(self: Self): (conversation: Session) => boolean {
  return ({ newMsg, user }) => newMsg !== null && sideOf(newMsg, user, self) === "me";
}

/** So many encrypted numbers of one account are remembered. */
const most = 4;

/** What is known with what was learned: the same object where that is nothing new. */
export function mergeMarks<Known extends OwnMarks>(known: Known, learned: OwnMarks): Known | OwnMarks {
  const fresh = learned.encryptUins.filter((one) => !known.encryptUins.includes(one));
  if (fresh.length === 0 && (known.othersAreNamed || !learned.othersAreNamed)) return known;
  return {
    encryptUins: [...known.encryptUins, ...fresh].slice(-most),
    othersAreNamed: known.othersAreNamed || learned.othersAreNamed,
  };
}
