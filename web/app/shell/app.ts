import { computed, effect, signal, untracked } from "@preact/signals";
import { oneAtATime } from "../../common/one-at-a-time.ts";
import { letGoOnFreeze } from "../../common/page-freeze.ts";
import type { SampleAccount } from "../../common/sample-accounts.ts";
import { steadyNow } from "../../common/steady-clock.ts";
import { accountIdOf, ownMarksOf, type Account } from "../account/account.ts";
import { Accounts } from "../account/accounts.ts";
import { Archive } from "../archive/archive.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { exclusive } from "../archive/exclusive.ts";
import { forgetAccount } from "../archive/forget-account.ts";
import { KeepEverything } from "../archive/keep-everything.ts";
import { OpenedAhead } from "../archive/opened-ahead.ts";
import { OwnAccount } from "../archive/own-account.ts";
import { ReadMarks } from "../archive/read-marks.ts";
import { tabsChannel } from "../archive/tabs-channel.ts";
import { Drafts } from "../compose/drafts.ts";
import { ListMarks } from "../conversations/list-marks.ts";
import { Gateway } from "../gateway/gateway.ts";
import { LearnedGateway } from "../gateway/learned-gateway.ts";
import type { Host } from "../host.ts";
import { accountKey, isSameAccount, type AccountId } from "../model/account-id.ts";
import type { Problem } from "../model/problem.ts";
import { gatewayName } from "../model/gateway-record.ts";
import { kindPrefix } from "../model/record-names.ts";
import { Outbox } from "../outbox/outbox.ts";
import { KeptPlaces } from "../thread/kept-places.ts";
import { warn } from "../ui/notices.tsx";
import { browserNotifications, notifyPermission, type NotificationPlace } from "../ui/page-notifications.ts";
import { notify, notifyContent } from "../ui/preferences.ts";
import { browserPage, type PageState } from "../ui/page-state.ts";
import { idle } from "../ui/idle.ts";
import { painted } from "../ui/painted.ts";
import { text } from "../words/words.ts";
import { conversationIn } from "./address.ts";
import { browserHistory } from "./browser-history.ts";
import { Inbox } from "./inbox.ts";
import { Keeping } from "./keeping.ts";
import { leadTo } from "./lead-to.ts";
import { ModuleLoader } from "./module-loader.ts";
import { Notifier } from "./notifier.ts";

/** Of so many conversations at the top of the list the messages are read before somebody opens one. */
const conversationsAhead = 4;

/** The whole: the module, the accounts and the inbox of the one in use. */
export class App {
  readonly host: Host;
  readonly page: PageState = browserPage();
  readonly accounts: Accounts;
  readonly module: ModuleLoader;
  readonly samples = signal<readonly SampleAccount[] | undefined>(undefined);
  /** Whether it is known which accounts there are. */
  readonly started = signal(false);
  readonly inbox = signal<Inbox | undefined>(undefined);
  /** Whether the sign-in is in view although there is an account; with the id of the one to renew. */
  readonly signingIn = signal<{ musicid: string } | undefined>(undefined);
  /** Inboxes that were left, by account, with something that they could not keep: it is nowhere else. */
  private readonly left = new Map<string, Inbox>();
  /** What was learned of the gateways, by the names of their records. */
  private readonly gateways = new Map<string, LearnedGateway>();
  private readonly database = new OpenedAhead();
  private notifier: Notifier | undefined;
  private notifications: NotificationPlace | undefined;
  private signedIn: Promise<unknown> = Promise.resolve();
  /** What is kept is painted before the module is fetched, compiled and started: all of that is in its way. */
  private keptPainted: Promise<void> = Promise.resolve();

  constructor(host: Host) {
    this.host = host;
    this.module = new ModuleLoader(host);
    this.accounts = new Accounts(host, forgetAccount);
    effect(() => this.followAccount());
  }

  /** Begins: goes on with the account that was in use, and loads the module. */
  async start(): Promise<void> {
    const keeps = (await this.host.disk.names(kindPrefix("keeps"))).length > 0;
    if (keeps) this.database.begin();
    else void this.module.load();
    await this.accounts.restore();
    const account = this.accounts.current.value;
    if (account) await this.enter(account);
    void this.host.samples().then((samples) => (this.samples.value = samples));
    this.database.close(); // the account may not be one whose messages are kept
    this.started.value = true;
    await this.keptPainted;
    if (keeps) void this.module.load();
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

  private async signInNow(account: Account, decision: number): Promise<Problem | undefined> {
    const gateway = this.gatewayOf(account, false);
    try {
      const askedAt = steadyNow();
      const page = await gateway.call((client) => client.getSessions());
      await this.accounts.add(account);
      if (!(await this.accounts.use(accountIdOf(account), decision))) {
        gateway.close();
        return undefined;
      }
      const now = this.inbox.value;
      if (now && !now.gateway.dead.value && isSameAccount(now.account, accountIdOf(account))) {
        gateway.close();
        await now.gateway.renew(account.login, { proven: true });
      } else {
        const inbox = await this.makeInbox(account, gateway);
        await inbox.reader.takeFirst(page, askedAt);
        this.put(inbox);
      }
      this.signingIn.value = undefined;
      return undefined;
    } catch (error) {
      const problem = gateway.problem(error);
      gateway.close();
      return problem;
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
    const current = this.inbox.value !== undefined && isSameAccount(this.inbox.value.account, id);
    await this.accounts.remove(id);
    const [next] = [...this.accounts.all.value].sort((one, other) => (other.lastUsed ?? 0) - (one.lastUsed ?? 0));
    if (current && next) await this.switchTo(accountIdOf(next));
  }

  /** Starts the module again after it died. Nothing that was there is lost. */
  async restart(): Promise<void> {
    await this.module.load();
    this.inbox.value?.gateway.revive();
  }

  // Whoever renews, moves or removes the account of the inbox: another tab, or another part of an extension.
  private followAccount(): void {
    const inbox = this.inbox.value;
    if (!inbox) return;
    const account = this.accounts.find(inbox.account);
    untracked(() => {
      if (account) inbox.follow(account, this.accounts.storeOf(account));
      else {
        inbox.forget();
        this.leave();
        this.left.delete(accountKey(inbox.account));
      }
    });
  }

  private async enter(account: Account): Promise<void> {
    this.leave();
    const inbox = await this.makeInbox(account, this.gatewayOf(account, true));
    const current = this.accounts.current.value;
    // Meanwhile the user may have gone elsewhere, or come here by another way.
    if (this.inbox.value || !current || !isSameAccount(accountIdOf(current), inbox.account)) return inbox.close();
    this.put(inbox);
  }

  private gatewayOf(account: Account, proven: boolean): Gateway {
    return new Gateway({
      account: accountIdOf(account),
      connect: async (dialect) => {
        await this.keptPainted;
        // A login that was renewed meanwhile counts, but whoever signs in is asked about the one that was given.
        const { login } = (proven && this.accounts.find(accountIdOf(account))) || account;
        return this.module.client(login, account.endpoint, dialect);
      },
      access: this.host.access,
      speaks: this.host.speaks,
      learned: this.learnedOf(account.endpoint),
      surroundings: () => ({ online: this.page.online.value, foreign: isForeign(this.host, account.endpoint) }),
      proven,
    });
  }

  private learnedOf(endpoint: string): LearnedGateway {
    const name = gatewayName(endpoint);
    const learned = this.gateways.get(name) ?? new LearnedGateway(endpoint, this.host.disk);
    this.gateways.set(name, learned);
    return learned;
  }

  private async makeInbox(account: Account, gateway: Gateway): Promise<Inbox> {
    const id = accountIdOf(account);
    const key = accountKey(id);
    const keeping = new Keeping({
      account: id,
      store: this.host.disk,
      openDisk: async (onLost) => new DiskStore(await this.database.take({ onLost }), key),
      makeJob: (archive) => new KeepEverything({ gateway, archive, exclusive }),
      onNotKept: (reason) => warn(text.value.notKeptBecause[reason]),
    });
    const drafts = new Drafts(id, this.accounts.storeOf(account));
    const places = new KeptPlaces(id, this.host.tab);
    const listMarks = new ListMarks(id, this.accounts.storeOf(account));
    const marks = new ReadMarks(id, this.accounts.storeOf(account));
    const archive = new Archive({
      store: await keeping.open(),
      channel: tabsChannel(id),
      keepsGone: () => keeping.keepsGone.value,
      marks,
      self: () => inbox.own.self.peek(),
      onMessages: (conversation, messages) => inbox.takeMessages(conversation, messages),
      onFailure: (error) => void keeping.failed(error),
    });
    keeping.attach(archive);
    const inbox: Inbox = new Inbox({
      host: this.host,
      page: this.page,
      gateway,
      learned: this.learnedOf(account.endpoint),
      archive,
      marks,
      keeping,
      drafts,
      places,
      painted,
      listMarks,
      login: account.login,
      own: new OwnAccount(id.musicid, ownMarksOf(account), (marks) => void this.accounts.learnOwn(id, marks)),
      store: this.accounts.storeOf(account),
      outbox: (ways) =>
        new Outbox({
          ...ways,
          accountKey: key,
          store: this.accounts.storeOf(account),
          // One place sends for an account, however many tabs are open, and one that is frozen keeps no other from it.
          exclusive: (work) => oneAtATime(`qqmusicpm.outbox.${key}`, () => letGoOnFreeze(work, undefined)),
          online: computed(() => this.page.online.value && gateway.answering.value),
          problemOf: (error) => gateway.problem(error),
        }),
      onOwner: (nick, avatar) => void this.accounts.learn(id, nick, avatar),
      onNews: (conversations) => this.notifier?.announce(conversations),
    });
    const opened = conversationIn(browserHistory().address);
    await Promise.all([
      drafts.restore(),
      places.restore(),
      listMarks.restore(),
      marks.restore(),
      gateway.learned.restored,
      archive.open(),
      opened !== undefined && archive.readEnd(opened),
    ]);
    const before = this.left.get(key);
    if (before) inbox.adopt(before);
    this.left.delete(key);
    return inbox;
  }

  private put(inbox: Inbox): void {
    this.leave();
    this.inbox.value = inbox;
    if (!this.host.announces) this.notifier = this.notifierOf(inbox);
    const items = inbox.list.items.value;
    if (items.length > 0) {
      this.keptPainted = painted().then(idle);
      for (const { sessionId } of items.slice(0, conversationsAhead)) inbox.readAhead(sessionId);
    }
    if (this.inbox.value === inbox) void inbox.start(); // its account may be gone
  }

  private leave(): void {
    const inbox = this.inbox.value;
    if (inbox?.hasUnkept) this.left.set(accountKey(inbox.account), inbox);
    inbox?.close();
    this.notifier?.close();
    this.notifier = undefined;
    this.inbox.value = undefined;
  }

  private notifierOf({ account, own, archive, listMarks }: Inbox): Notifier {
    return new Notifier({
      account,
      place: (this.notifications ??= browserNotifications()),
      wanted: () => notify.value === "on" && notifyPermission() === "granted",
      content: () => notifyContent.value === "on",
      self: own.self,
      conversations: computed(() => archive.list.value.conversations),
      muted: listMarks.muted,
      open: (id) => leadTo(this, accountKey(account), id, (inbox, opened) => inbox.show(opened)),
      onMissing: () => {
        notify.value = "off";
        warn(text.value.notifyMissing);
      },
    });
  }
}

/** Whether a gateway is at another origin than the place that shows the inbox. */
function isForeign(host: Host, endpoint: string): boolean {
  const url = host.absolute(endpoint === "" ? "/" : endpoint);
  return url !== undefined && !host.owns(url);
}
