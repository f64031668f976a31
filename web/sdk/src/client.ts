/// <reference lib="esnext.disposable" preserve="true" />

import type { Answer, ArgumentsOf, CallName, ListOptions, OptionsOf } from "./calls.ts";
import type { BatchCall, BatchOptions, BatchResults, Exactly } from "./batch.ts";
import type { ClientOptions } from "./client-options.ts";
import type { ID, JSONObject, Message, Session } from "./models.gen.ts";
import type { PagePromise } from "./page-promise.ts";
import type { SessionWatch, WatchOptions } from "./watch.ts";

/** What going through a list of `raw: true` pages gives: the gateway's own items. */
export type ItemOf<Item, Raw extends boolean> = Raw extends true ? JSONObject : Item;

/**
 * A client of the gateway's private messages. Its functions need no `this`, may be called many at once, and
 * reject with the classes below {@link QQMusicError}.
 */
export interface Client {
  /** Lists the conversations, newest first (获取私信会话列表). */
  getSessions<Raw extends boolean = false>(
    options?: OptionsOf<"getSessions", Raw> & ListOptions,
  ): PagePromise<Answer<"getSessions", Raw>, ItemOf<Session, Raw>>;
  /** Lists the messages of a conversation, given by `sessionId` or `userId`, newest first (获取会话消息). */
  getMessages<Raw extends boolean = false>(
    options?: OptionsOf<"getMessages", Raw> & ListOptions,
  ): PagePromise<Answer<"getMessages", Raw>, ItemOf<Message, Raw>>;
  /**
   * Sends a message (发送私信). Never sent twice by this code: an error with `maybeSent` leaves open whether it arrived. A browser
   * may repeat the request by itself: with a `clientKey` the two are known to be one message.
   */
  sendMessage<Raw extends boolean = false>(
    ...args: ArgumentsOf<"sendMessage", Raw>
  ): Promise<Answer<"sendMessage", Raw>>;
  /** Deletes a conversation (删除私信会话). */
  deleteSession<Raw extends boolean = false>(
    ...args: ArgumentsOf<"deleteSession", Raw>
  ): Promise<Answer<"deleteSession", Raw>>;
  /** Deletes one message (删除单条消息). */
  deleteMessage<Raw extends boolean = false>(
    ...args: ArgumentsOf<"deleteMessage", Raw>
  ): Promise<Answer<"deleteMessage", Raw>>;
  /** Deletes all messages of a conversation, but not the conversation. It cannot be undone: ask the user first (清空会话消息). */
  clearSession<Raw extends boolean = false>(
    ...args: ArgumentsOf<"clearSession", Raw>
  ): Promise<Answer<"clearSession", Raw>>;
  /** Changes a setting (修改私信设置). A value that is a number or a bigint is sent as a number and as text, a string as text alone. */
  setConfig<Raw extends boolean = false>(...args: ArgumentsOf<"setConfig", Raw>): Promise<Answer<"setConfig", Raw>>;
  /** Reads a setting (获取私信设置). */
  getConfig<Raw extends boolean = false>(...args: ArgumentsOf<"getConfig", Raw>): Promise<Answer<"getConfig", Raw>>;
  /** Gets what a musician shows above a conversation (获取音乐人私信卡片). */
  getMusicianMessageCard<Raw extends boolean = false>(
    ...args: ArgumentsOf<"getMusicianMessageCard", Raw>
  ): Promise<Answer<"getMusicianMessageCard", Raw>>;
  /** Tells the gateway what was done with a card (上报卡片消息操作). */
  reportCardMessageAction<Raw extends boolean = false>(
    ...args: ArgumentsOf<"reportCardMessageAction", Raw>
  ): Promise<Answer<"reportCardMessageAction", Raw>>;
  /** Gets the buttons that a conversation offers, by scene (获取聊天入口). */
  getChatEntries<Raw extends boolean = false>(
    ...args: ArgumentsOf<"getChatEntries", Raw>
  ): Promise<Answer<"getChatEntries", Raw>>;
  /** Gets the addresses and sizes of pictures and videos (获取图片、视频消息详情). */
  getMediaMessageDetails<Raw extends boolean = false>(
    ...args: ArgumentsOf<"getMediaMessageDetails", Raw>
  ): Promise<Answer<"getMediaMessageDetails", Raw>>;
  /** Marks the messages of every conversation read, whatever the uin: ask the user first (将全部私信标记为已读). */
  markAllMessagesRead<Raw extends boolean = false>(
    ...args: ArgumentsOf<"markAllMessagesRead", Raw>
  ): Promise<Answer<"markAllMessagesRead", Raw>>;
  /** Gets the warning above a conversation; with a `close` that is not 0 also closes it (获取安全提示). */
  getSafetyHint<Raw extends boolean = false>(
    ...args: ArgumentsOf<"getSafetyHint", Raw>
  ): Promise<Answer<"getSafetyHint", Raw>>;
  /** Gets the badge of a friendship (获取好友关系标识). */
  getFriendshipBadge<Raw extends boolean = false>(
    ...args: ArgumentsOf<"getFriendshipBadge", Raw>
  ): Promise<Answer<"getFriendshipBadge", Raw>>;
  /** Sends a text: sendMessage with the text type, the text as its content and, unless given, a `clientKey` of 32 random hex digits (发送文本私信). */
  sendText<Raw extends boolean = false>(
    userId: ID,
    text: string,
    options?: Omit<OptionsOf<"sendMessage", Raw>, "metaData">,
  ): Promise<Answer<"sendMessage", Raw>>;
  /**
   * Makes many calls with few requests: those that share account and endpoint travel together. Where a call of the
   * batch changes something, the requests go one after the other, in the order of the calls.
   */
  batch<const Calls extends readonly BatchCall[], Settled extends boolean = false>(
    calls: Calls & Exactly<Calls>,
    options?: BatchOptions<Settled>,
  ): Promise<BatchResults<Calls, Settled>>;
  /**
   * Looks at the list of conversations again and again, and gives what changed: at first the whole first page, later what is new
   * since the look before, however much that is. It makes no call while nobody asks for the next update. Network errors, timeouts,
   * the HTTP statuses 429 and 5xx and rate limits are waited out; any other error ends it. A wrong interval or signal, and an
   * unknown option, is an InvalidArgumentError, thrown at once; a wrong size or credential is the error that getSessions gives, and ends the loop.
   */
  watch(options?: WatchOptions): SessionWatch;
  /** Changes the login for later calls; null for none. */
  setCredential(credential: NonNullable<ClientOptions["credential"]> | null): void;
  /** Ends the client: what is pending and what comes later rejects with ClosedError. */
  close(): void;
  /** Closes the client at the end of a `using` block. Present where the host has `Symbol.dispose`. */
  [Symbol.dispose](): void;
  /** Closes the client at the end of an `await using` block. Present where the host has `Symbol.asyncDispose`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The calls whose answers are pages, with the list that holds their items. */
export const listOf = { getSessions: "sessions", getMessages: "messages" } as const satisfies Partial<
  Record<CallName, string>
>;
