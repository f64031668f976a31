import { signal } from "@preact/signals";
import type { Client } from "../../sdk/src/index.ts";
import type { Account, Accounts } from "../account/accounts.ts";
import type { Login } from "../model/login.ts";
import { Drafts } from "../compose/drafts.ts";
import type { Outgoing } from "../outbox/outgoing.ts";
import type { Host } from "../host.ts";
import { Archive } from "../archive/archive.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { Reader } from "../archive/reader.ts";
import { ConversationList } from "../conversations/conversation-list.ts";
import { Thread } from "../thread/thread.ts";
import { Gateway } from "../gateway/gateway.ts";
import { Watch } from "../gateway/watch.ts";
import type { Problem } from "../model/problem.ts";

/** Conversations whose messages stay in memory when another one is opened. */
const threadsKept = 6;

/** The inbox of one account. */
export class Inbox {
  readonly host: Host;
  readonly client: Client;
  readonly musicid: string;
  readonly endpoint: string;
  readonly gateway: Gateway;
  readonly archive: Archive;
  readonly reader: Reader;
  readonly sessions: ConversationList;
  readonly threads = new Map<string, Thread>();
  readonly drafts: Drafts;
  readonly watch: Watch;
  /** The conversation in view. */
  readonly open = signal<Thread | undefined>(undefined);
  /** What is said to a screen reader. */
  readonly announcement = signal("");
  /** Messages that did not get through in an inbox before this one, by conversation. */
  private readonly unsent = new Map<string, readonly Outgoing[]>();
  private readonly accounts: Accounts;

  constructor(host: Host, accounts: Accounts, account: Account, client: Client) {
    this.host = host;
    this.accounts = accounts;
    this.client = client;
    this.musicid = account.login.musicid;
    this.endpoint = account.endpoint;
    this.gateway = new Gateway({
      account: { endpoint: account.endpoint, musicid: account.login.musicid },
      connect: async () => client,
      surroundings: () => ({ online: navigator.onLine, foreign: isForeign(host, account.endpoint) }),
      proven: true,
    });
    this.archive = new Archive({
      store: new MemoryStore(),
      channel: { tell() {}, onTold: () => () => {} },
      keepsGone: () => false,
      onFailure() {},
    });
    this.reader = new Reader(this.gateway, this.archive);
    this.sessions = new ConversationList({
      archive: this.archive,
      reader: this.reader,
      gateway: this.gateway,
      onDeleted: (id) => this.forgetThread(id),
      onCleared: (id) => this.threads.get(id)?.cleared(),
    });
    this.drafts = new Drafts(this.musicid, accounts.storeOf(account));
    this.watch = new Watch(this);
  }

  /** Opens a conversation. */
  show(sessionId: string): void {
    const session = this.sessions.items.value.find((one) => one.sessionId === sessionId);
    if (!session) return;
    let thread = this.threads.get(sessionId);
    if (!thread) {
      thread = new Thread(this, session);
      thread.resume(this.unsent.get(sessionId) ?? []);
      this.unsent.delete(sessionId);
      void thread.open();
    } else if (Number(session.newMsgCnt) > 0 || thread.loading.value.state === "failed") {
      thread.session.value = session;
      void thread.open();
    }
    this.threads.delete(sessionId);
    this.threads.set(sessionId, thread);
    for (const [id, old] of this.threads) {
      if (this.threads.size <= threadsKept) break;
      if (old.outgoing.value.length === 0) this.threads.delete(id);
    }
    this.open.value = thread;
    this.watch.soon();
  }

  /** Leaves the conversation in view. */
  leave(): void {
    this.open.value = undefined;
  }

  /** Forgets a conversation that was deleted. */
  forgetThread(sessionId: string): void {
    this.threads.delete(sessionId);
    this.drafts.set(sessionId, "");
    if (this.open.value?.id === sessionId) this.leave();
  }

  /** Why the login does not hold any more. */
  get loginProblem() {
    return this.gateway.loginProblem;
  }

  /** The rate limit that holds now. */
  get limit() {
    return this.gateway.limit;
  }

  /** Whether the module died: nothing works before it is started again. */
  get dead() {
    return this.gateway.dead;
  }

  /** Makes a call that changes something. Gives the problem when it failed. */
  attempt(call: (client: Client) => Promise<unknown>): Promise<Problem | undefined> {
    return this.gateway.attempt(call);
  }

  /** Says what an error means, and remembers what concerns the whole inbox. */
  notice(error: unknown): Problem {
    const problem = this.gateway.problem(error);
    if (problem.kind === "limited") this.watch.reschedule();
    return problem;
  }

  /** Asks again although the time of a rate limit is not over, or because it is. */
  endLimit(): void {
    this.gateway.endLimit();
    this.watch.now();
  }

  /** Goes on with a new key of the same account. Nothing that was there is lost. */
  renew(login: Login): void {
    void this.gateway.renew(login);
    if (this.sessions.loading.value.state === "failed") void this.sessions.refresh();
    const thread = this.open.value;
    if (thread?.loading.value.state === "failed") void thread.open();
    this.watch.now();
  }

  /** Goes on where an inbox of the same account ended: with its drafts, its unsent messages and its place. */
  inherit(before: Inbox): void {
    this.drafts.adopt(before.drafts);
    for (const [id, thread] of before.threads) this.unsent.set(id, thread.outgoing.value);
    const open = before.open.value;
    if (open) this.show(open.id);
  }

  /** Learns who the account's owner is. */
  learn(nick: string, avatar: string): Promise<void> {
    return this.accounts.learn(this.musicid, nick, avatar);
  }

  /** Says something to a screen reader. */
  announce(text: string): void {
    this.announcement.value = text;
  }

  /** Ends the inbox. */
  close(): void {
    this.watch.stop();
    this.archive.close();
    this.gateway.close();
  }
}

/** Whether a gateway is at another origin than the place that shows the inbox. */
export function isForeign(host: Host, endpoint: string): boolean {
  const url = host.absolute(endpoint === "" ? "/" : endpoint);
  return url !== undefined && !host.owns(url);
}
