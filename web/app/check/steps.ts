import type { CallName, Client } from "../../sdk/src/index.ts";
import type { SkipReason, StepName } from "./evidence.ts";
import { idOf, integerOf, objectOf, objectsOf, type Raw } from "../model/raw.ts";
import { otherOrder } from "./learned-of.ts";

/** A call as it is made: its positional arguments and its own options. */
export interface Asked {
  args: readonly unknown[];
  options: Readonly<Record<string, unknown>>;
}

/** What the steps before found, for those that follow. */
export interface Found {
  /** Whether a conversation may be marked read. */
  readonly mayMarkRead: boolean;
  /** Who asks. */
  readonly own: { readonly musicid: string; readonly encryptUin: string };
  /** The pages of the list that were read. */
  readonly lists: readonly Raw[];
  /** The conversation whose messages are read. */
  readonly opened: Raw | undefined;
  /** Its first page of messages. */
  readonly messages: Raw | undefined;
  /** All messages that were read. */
  readonly allMessages: readonly Raw[];
}

/** Something that is asked. */
export interface Step {
  call: CallName;
  /** Whether it is asked twice in one request: as the gateway sends it, and as the inbox reads it. */
  read: boolean;
  /** What is asked, or why nothing is. */
  ask: (found: Found) => Asked | SkipReason;
}

/** How many conversations and messages are asked for at once. */
const pageSize = 20;
/** How many messages are asked for by themselves. */
const mostDetails = 3;
const scenes = [1, 2];
const mediaTypes = [2n, 3n, 5n, 6n];

const plain = (options: Asked["options"] = {}): Asked => ({ args: [], options });

/** What each step asks. */
export const steps: Readonly<Record<StepName, Step>> = {
  dialect: { call: "getSessions", read: false, ask: () => plain({ size: 1 }) },
  otherDialect: { call: "getSessions", read: false, ask: () => plain({ size: 1 }) },
  signed: { call: "getSessions", read: false, ask: () => plain({ size: 1, sign: "always" }) },
  list: { call: "getSessions", read: true, ask: () => plain({ size: pageSize }) },
  listBehind: { call: "getSessions", read: true, ask: listBehind },
  messages: { call: "getMessages", read: true, ask: (found) => messagesOf(found) },
  messagesBehind: { call: "getMessages", read: true, ask: messagesBehind },
  otherOrder: { call: "getMessages", read: true, ask: (found) => messagesOf(found, { order: otherOrder }) },
  listAfter: { call: "getSessions", read: false, ask: listAfter },
  media: { call: "getMediaMessageDetails", read: true, ask: media },
  config1: { call: "getConfig", read: true, ask: () => ({ args: [1], options: {} }) },
  config2: { call: "getConfig", read: true, ask: () => ({ args: [2], options: {} }) },
  config5: { call: "getConfig", read: true, ask: () => ({ args: [5], options: {} }) },
  hint: { call: "getSafetyHint", read: true, ask: (found) => aboutPeer(found) },
  entries: { call: "getChatEntries", read: true, ask: entries },
  card: { call: "getMusicianMessageCard", read: true, ask: (found) => aboutPeer(found) },
  badge: { call: "getFriendshipBadge", read: true, ask: (found) => aboutPeer(found) },
};

/** Makes a call of a step. Nothing is asked twice by itself: what a call meets is what is to be seen. */
export function makeCall(client: Client, { call, read }: Step, { args, options }: Asked, signal: AbortSignal) {
  const common = { ...options, maxRetries: 0 };
  const asSent = { call, args, options: { ...common, raw: true } };
  const calls = read ? [asSent, { call, args, options: common }] : [asSent];
  // Which call it is the table above knows, not the compiler.
  return client.batch(calls as never, { settled: true, signal }) as Promise<PromiseSettledResult<unknown>[]>;
}

/** The conversation whose messages are read: none with an unread message unless that is allowed. */
export function chooseConversation({ lists, mayMarkRead, own }: Found): Raw | undefined {
  const all = lists.flatMap(({ sessions }) => objectsOf(sessions)).filter(({ session_id }) => idOf(session_id) !== "");
  const unread = all.find(({ new_msg_cnt }) => (integerOf(new_msg_cnt) ?? 0n) > 0n);
  if (mayMarkRead && unread) return unread;
  // A count that is missing or no number may be any.
  const read = all.filter(({ new_msg_cnt }) => integerOf(new_msg_cnt) === 0n);
  const isOwn = ({ new_msg }: Raw) => {
    const from = objectOf(objectOf(new_msg)["from_user"]);
    const ownIds = [own.musicid, own.encryptUin].filter((id) => id !== "");
    return ownIds.includes(idOf(from["uin"])) || ownIds.includes(idOf(from["encrypt_uin"]));
  };
  return read.find(isOwn) ?? read[0];
}

function hasMore(page: Raw): boolean {
  return integerOf(page["has_more"]) === 1n;
}

function listBehind({ lists }: Found): Asked | SkipReason {
  const [first] = lists;
  if (!first) return "notListed";
  const last = objectsOf(first["sessions"]).at(-1);
  if (!hasMore(first) || !last) return "noFurtherPage";
  const { session_id: lastId, sort_time: lastTime } = last;
  return plain({ size: pageSize, lastId: idOf(lastId), lastTime: integerOf(lastTime) ?? 0n });
}

function messagesOf({ lists, opened }: Found, more: Asked["options"] = {}): Asked | SkipReason {
  if (lists.length === 0) return "notListed";
  if (!opened) return "noConversation";
  return plain({ size: pageSize, sessionId: idOf(opened["session_id"]), ...more });
}

function messagesBehind(found: Found): Asked | SkipReason {
  const { messages } = found;
  if (!messages) return messagesOf(found) === "notListed" ? "notListed" : "noConversation";
  const last = idOf(objectsOf(messages["messages"]).at(-1)?.["id"]);
  return hasMore(messages) && last !== "" ? messagesOf(found, { lastId: last }) : "noFurtherPage";
}

function listAfter({ opened, messages }: Found): Asked | SkipReason {
  const marked = messages && opened && (integerOf(opened["new_msg_cnt"]) ?? 0n) > 0n;
  return marked ? plain({ size: pageSize }) : "nothingMarked";
}

function media({ opened, allMessages }: Found): Asked | SkipReason {
  const ids = allMessages
    .filter(({ msg_type }) => mediaTypes.includes(integerOf(msg_type) ?? 0n))
    .map(({ id }) => idOf(id))
    .filter((id) => id !== "");
  if (!opened || ids.length === 0) return "noMedia";
  return { args: [idOf(opened["session_id"]), [...new Set(ids)].slice(0, mostDetails)], options: {} };
}

/** The other side: that of the conversation whose messages are read, else of any. Asking about it marks nothing read. */
function peerOf({ lists, opened }: Found): Raw {
  const all = [...(opened ? [opened] : []), ...lists.flatMap(({ sessions }) => objectsOf(sessions))];
  return all.map(({ user }) => objectOf(user)).find((user) => idOf(user["encrypt_uin"]) !== "") ?? {};
}

function aboutPeer(found: Found): Asked | SkipReason {
  const encryptUin = idOf(peerOf(found)["encrypt_uin"]);
  return encryptUin === "" ? "noEncryptUin" : { args: [encryptUin], options: {} };
}

function entries(found: Found): Asked | SkipReason {
  const { uin, encrypt_uin } = peerOf(found);
  const userId = idOf(uin) || idOf(encrypt_uin);
  return userId === "" ? "noEncryptUin" : { args: [scenes], options: { userId } };
}
