import { signal } from "@preact/signals";
import type { Client } from "../../sdk/src/index.ts";
import { isSameLogin } from "../account/account.ts";
import type { Account, Accounts } from "../account/accounts.ts";
import type { Login } from "../model/login.ts";
import { Drafts } from "../compose/drafts.ts";
import type { Outgoing } from "../outbox/outgoing.ts";
import type { Host } from "../host.ts";
import { SessionList } from "../conversations/conversation-list.ts";
import { Thread } from "../thread/thread.ts";
import { limitWait } from "../gateway/schedule.ts";
import { Watch } from "../gateway/watch.ts";
import { problemOf, type Problem } from "../model/problem.ts";

/** Conversations whose messages stay in memory when another one is opened. */
const threadsKept = 6;

/** A rate limit of the gateway. */
export interface Limit {
  /** When to ask again, in Unix milliseconds. */
  until: number;
  /** The page where the user clears it; "" when the gateway names none. */
  page: string;
}

/** The inbox of one account. */
export class Inbox {
  readonly host: Host;
  readonly client: Client;
  readonly musicid: string;
  readonly endpoint: string;
  readonly sessions: SessionList;
  readonly threads = new Map<string, Thread>();
  readonly drafts: Drafts;
  readonly watch: Watch;
  /** The conversation in view. */
  readonly open = signal<Thread | undefined>(undefined);
  /** Why the login does not hold any more. */
  readonly loginProblem = signal<Problem | undefined>(undefined);
  /** The rate limit that holds now. */
  readonly limit = signal<Limit | undefined>(undefined);
  /** Whether the module died: nothing works before it is started again. */
  readonly dead = signal<Problem | undefined>(undefined);
  /** What is said to a screen reader. */
  readonly announcement = signal("");
  /** Messages that did not get through in an inbox before this one, by conversation. */
  private readonly unsent = new Map<string, readonly Outgoing[]>();
  private readonly accounts: Accounts;
  private login: Login;
  private limits = 0;
  private closed = false;

  constructor(host: Host, accounts: Accounts, account: Account, client: Client) {
    this.host = host;
    this.accounts = accounts;
    this.client = client;
    this.musicid = account.login.musicid;
    this.endpoint = account.endpoint;
    this.login = account.login;
    this.sessions = new SessionList(this);
    this.drafts = new Drafts(this, accounts.storeOf(account));
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

  /** Makes a call that changes something. Gives the problem when it failed. */
  async attempt(call: (client: Client) => Promise<unknown>): Promise<Problem | undefined> {
    try {
      await call(this.client);
      return undefined;
    } catch (error) {
      return this.notice(error);
    }
  }

  /** Says what an error means, and remembers what concerns the whole inbox. */
  notice(error: unknown): Problem {
    const problem = problemOf(error, { online: navigator.onLine, foreign: isForeign(this.host, this.endpoint) });
    if (this.closed) return problem;
    if (problem.kind === "expired" || problem.kind === "noLogin") this.loginProblem.value = problem;
    if (problem.kind === "module") this.dead.value = problem;
    if (problem.kind === "limited") {
      if (!this.limit.value) this.limits++;
      const until = Date.now() + limitWait(problem.retryAfter, this.limits);
      this.limit.value = { until, page: problem.page || (this.limit.value?.page ?? "") };
      this.watch.reschedule();
    }
    return problem;
  }

  /** The gateway answers again. */
  answered(): void {
    this.limits = 0;
    this.limit.value = undefined;
  }

  /** Asks again although the time of a rate limit is not over, or because it is. */
  endLimit(): void {
    this.limit.value = undefined;
    this.watch.now();
  }

  /** Goes on with the account as it is now: with its new key, and in its new place. */
  follow(account: Account): void {
    if (!isSameLogin(account.login, this.login)) this.renew(account.login);
    void this.drafts.move(this.accounts.storeOf(account));
  }

  /** Goes on with a new key of the same account. Nothing that was there is lost. */
  renew(login: Login): void {
    this.login = login;
    this.client.setCredential(login);
    this.loginProblem.value = undefined;
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
    return this.accounts.learn(this, nick, avatar);
  }

  /** Says something to a screen reader. */
  announce(text: string): void {
    this.announcement.value = text;
  }

  /** Ends the inbox. */
  close(): void {
    this.closed = true;
    this.watch.stop();
    this.drafts.close();
    this.client.close();
  }
}

/** Whether a gateway is at another origin than the place that shows the inbox. */
export function isForeign(host: Host, endpoint: string): boolean {
  const url = host.absolute(endpoint === "" ? "/" : endpoint);
  return url !== undefined && !host.owns(url);
}
