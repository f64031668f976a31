import { effect, signal, untracked } from "@preact/signals";
import { createClient, isQQMusicError, type Client, type WasmSource } from "../../sdk/src/index.ts";
import { idOf } from "../account/account.ts";
import { Accounts, type Account } from "../account/accounts.ts";
import { forgetExports } from "../export/page-store.ts";
import type { Host, SampleAccount } from "../host.ts";
import { isSameAccount, type AccountId } from "../model/account-id.ts";
import { Inbox, isForeign } from "./inbox.ts";
import { problemOf, type Problem } from "../model/problem.ts";

/** How far the module is. */
export type ModuleState =
  { state: "loading"; read: number; total: number } | { state: "ready" } | { state: "failed"; problem: Problem };

/** The whole: the module, the accounts and the inbox of the one in use. */
export class App {
  readonly host: Host;
  readonly accounts: Accounts;
  readonly module = signal<ModuleState>({ state: "loading", read: 0, total: 0 });
  readonly samples = signal<readonly SampleAccount[]>([]);
  /** Whether it is known which accounts there are. */
  readonly started = signal(false);
  readonly inbox = signal<Inbox | undefined>(undefined);
  /** Whether the sign-in is in view although there is an account; with the id of the one to renew. */
  readonly signingIn = signal<{ musicid: string } | undefined>(undefined);

  constructor(host: Host) {
    this.host = host;
    this.accounts = new Accounts(host, ({ musicid }) => forgetExports(musicid));
    effect(() => this.followAccount());
  }

  /** Begins: loads the module and goes on with the account that was in use. */
  async start(): Promise<void> {
    void this.loadModule();
    void this.host.samples().then((samples) => (this.samples.value = samples));
    await this.accounts.restore();
    const account = this.accounts.current.value;
    this.started.value = true;
    if (account) await this.enter(account);
  }

  /** Loads the module. It is there for all clients afterwards. */
  async loadModule(): Promise<void> {
    this.module.value = { state: "loading", read: 0, total: 0 };
    try {
      (await this.newClient(undefined, "")).close();
    } catch {
      // Told in `module`.
    }
  }

  private async newClient(account: Account | undefined, endpoint: string): Promise<Client> {
    try {
      const client = await createClient({
        credential: account?.login ?? null,
        endpoint,
        storage: this.host.disk,
        ...(this.module.value.state !== "ready" && { wasm: this.moduleSource() }),
      });
      this.module.value = { state: "ready" };
      return client;
    } catch (error) {
      // A wrong option is no fault of the module: it looked at the option.
      if (isQQMusicError(error, "InvalidArgumentError")) this.module.value = { state: "ready" };
      // What failed says nothing of the gateway, and saying it must not fail, whatever the browser lacks.
      else this.module.value = { state: "failed", problem: problemOf(error, { online: true, foreign: false }) };
      throw error;
    }
  }

  private source: Promise<WasmSource> | undefined;

  // Clients that are made while the module loads wait for the same bytes.
  private moduleSource(): Promise<WasmSource> {
    this.source ??= this.host
      .module((read, total) => {
        if (this.module.value.state === "loading") this.module.value = { state: "loading", read, total };
      })
      .finally(() => (this.source = undefined));
    return this.source;
  }

  /** Says what an error means where there is no inbox yet. */
  problem(error: unknown, endpoint: string): Problem {
    return problemOf(error, { online: navigator.onLine, foreign: isForeign(this.host, endpoint) });
  }

  /**
   * Signs in: makes a real call, and adds the account when it was answered; uses it, unless the user chose another one
   * since. Gives the problem otherwise.
   */
  signIn(account: Account): Promise<Problem | undefined> {
    const decision = this.accounts.decide();
    // One after another: a second one finds the inbox of the first.
    const done = this.signedIn.then(() => this.signInNow(account, decision));
    this.signedIn = done;
    return done;
  }

  private signedIn: Promise<unknown> = Promise.resolve();

  private async signInNow(account: Account, decision: number): Promise<Problem | undefined> {
    let client: Client | undefined;
    try {
      client = await this.newClient(account, account.endpoint);
      const page = await client.getSessions();
      const before = this.inbox.value;
      if (before && !before.dead.value && isSameAccount(before, idOf(account))) before.renew(account.login);
      await this.accounts.add(account);
      if (!(await this.accounts.use(idOf(account), decision))) {
        client.close();
        return undefined;
      }
      const now = this.inbox.value;
      if (now && !now.dead.value && isSameAccount(now, idOf(account))) {
        client.close();
      } else {
        const inbox = await this.makeInbox(account, client);
        inbox.sessions.take(page);
        this.put(inbox);
      }
      this.signingIn.value = undefined;
      return undefined;
    } catch (error) {
      client?.close();
      return this.problem(error, account.endpoint);
    }
  }

  /** Uses another account that is at hand, unless the user has decided again since `decision`. */
  async switchTo(id: AccountId, decision = this.accounts.decide()): Promise<void> {
    if (!(await this.accounts.use(id, decision))) return;
    const account = this.accounts.current.value;
    if (account) await this.enter(account);
  }

  /** Forgets an account and all that is kept of it; goes on with another one when there is one. */
  async forget(id: AccountId): Promise<void> {
    const { value: inbox } = this.inbox;
    const decision = inbox && isSameAccount(inbox, id) ? this.accounts.decide() : undefined;
    await this.accounts.remove(id);
    const [next] = [...this.accounts.all.value].sort((one, other) => (other.lastUsed ?? 0) - (one.lastUsed ?? 0));
    if (decision !== undefined && next) await this.switchTo(idOf(next), decision);
  }

  // Whoever renews, moves or removes the account of the inbox: another tab, or another part of an extension.
  private followAccount(): void {
    const inbox = this.inbox.value;
    if (!inbox) return;
    const account = this.accounts.find(inbox);
    untracked(() => {
      if (account) return inbox.follow(account);
      inbox.drafts.forget();
      this.leave();
    });
  }

  /** Starts the module again after it died, and goes on with the account in use. */
  async restart(): Promise<void> {
    const before = this.inbox.value;
    this.module.value = { state: "loading", read: 0, total: 0 };
    const account = this.accounts.current.value;
    if (!account) return this.loadModule();
    await this.enter(account);
    if (before) this.inbox.value?.inherit(before);
  }

  private async enter(account: Account): Promise<void> {
    this.leave();
    try {
      const client = await this.newClient(account, account.endpoint);
      const inbox = await this.makeInbox(account, client);
      const current = this.accounts.current.value;
      // Meanwhile the user may have gone elsewhere, or come here by another way.
      if (this.inbox.value || !current || !isSameAccount(idOf(current), inbox)) return inbox.close();
      this.put(inbox);
      await inbox.sessions.refresh();
    } catch {
      // Told in `module`: making a client fails for no other reason.
    }
  }

  private async makeInbox(account: Account, client: Client): Promise<Inbox> {
    const inbox = new Inbox(this.host, this.accounts, account, client);
    await inbox.drafts.restore();
    return inbox;
  }

  private put(inbox: Inbox): void {
    this.leave();
    this.inbox.value = inbox;
    if (this.inbox.value === inbox) inbox.watch.start(); // its account may be gone
  }

  private leave(): void {
    this.inbox.value?.close();
    this.inbox.value = undefined;
  }
}
