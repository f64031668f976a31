import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { oneAtATime } from "../../common/one-at-a-time.ts";
import type { Place, Places, Store } from "../host.ts";
import { accountKey, isSameAccount, type AccountId } from "../model/account-id.ts";
import type { Login } from "../model/login.ts";
import { recordName } from "../model/record-names.ts";
import { mergeMarks, type OwnMarks } from "../model/sides.ts";
import { accountPrefix, accountRecord, accountIdOf, readAccount, type Account } from "./account.ts";
import { copyRecords } from "./move-records.ts";
import { takeOldTexts } from "./old-texts.ts";
import { currentName, removeTraces } from "./traces.ts";

export type { Account } from "./account.ts";

// Of an account that is kept in two places the first counts.
const places = ["memory", "tab", "disk"] as const satisfies Place[];

/**
 * The accounts at hand, wherever they are kept, and the one in use. What is kept is the truth: each account is a record
 * of its own, read before it is changed, so that no tab brings back what another one removed or renewed. No two changes
 * happen at once, whichever tab makes them.
 */
export class Accounts {
  /** The accounts at hand. One that changes stays at its place among them. */
  readonly all: ReadonlySignal<readonly Account[]>;
  /**
   * The account in use. That is this page's own decision: what other tabs and parts do changes it in no other way than
   * that the account is renewed, moved or gone.
   */
  readonly current: ReadonlySignal<Account | undefined>;
  private readonly known = signal<readonly Account[]>([]);
  private readonly chosen = signal("");
  private readonly places: Places;
  private readonly removeElsewhere: (id: AccountId) => Promise<void>;
  private readonly listeners = new Set<(account: Account) => void>();
  private readonly ends: (() => void)[] = [];
  private latest = 0;

  /** `removeElsewhere` removes what is kept of an account outside these places; it may reject where nothing can be kept. */
  constructor(here: Places, removeElsewhere: (id: AccountId) => Promise<void> = async () => {}) {
    this.places = here;
    this.removeElsewhere = removeElsewhere;
    this.all = this.known;
    this.current = computed(() => this.known.value.find((account) => keyOf(account) === this.chosen.value));
  }

  /** Finds the accounts that are kept and the one that was in use here, and follows what others do with them. */
  restore(): Promise<void> {
    if (this.ends.length === 0) this.follow();
    return this.alone(async () => {
      await takeOldTexts(this.places);
      const found = new Map<string, Account>();
      for (const place of places) {
        for (const account of await this.keptIn(place)) {
          if (!found.has(keyOf(account))) found.set(keyOf(account), account);
        }
      }
      this.known.value = [...found.values()].sort(byUse);
      const wanted = (await this.places.tab.get(currentName)) ?? (await this.places.disk.get(currentName)) ?? "";
      const account = found.get(wanted);
      this.chosen.value = account ? wanted : "";
      // A tab stays with what it began with, whatever is chosen for new ones later.
      if (account) await this.rememberInTab(account);
    });
  }

  /** Follows others no more. */
  close(): void {
    for (const end of this.ends.splice(0)) end();
  }

  /** The account of an id, if it is at hand. */
  find(id: AccountId): Account | undefined {
    return this.known.value.find((account) => isSameAccount(accountIdOf(account), id));
  }

  /** Where things of an account are kept. */
  storeOf(account: Account): Store {
    return this.places[account.place];
  }

  /**
   * Adds an account, or renews the one that it is, which keeps what is known of its owner and moves when the place is
   * another one. It is not in use by that. Rejects when the place does not keep it; then nothing has changed.
   */
  add(account: Account): Promise<void> {
    return this.alone(async () => {
      const before = await this.readAgain(accountIdOf(account));
      const lastUsed = account.lastUsed ?? before?.lastUsed;
      await this.keep({
        ...account,
        nick: account.nick || (before?.nick ?? ""),
        avatar: account.avatar || (before?.avatar ?? ""),
        ...(lastUsed !== undefined && { lastUsed }),
        ...(before?.own && { own: before.own }),
      });
    });
  }

  /** Says that the user decides now which account to use. Gives what `use` wants to know of it later. */
  decide(): number {
    return ++this.latest;
  }

  /** The latest decision of the user, for what follows from it and is no new one. */
  get decision(): number {
    return this.latest;
  }

  /**
   * Uses an account that is at hand, also in the next page of this tab, and in new tabs when it is on disk. Does nothing
   * when the user has decided again since `decision`. Says whether it is in use.
   */
  use(id: AccountId, decision = this.decide()): Promise<boolean> {
    return this.alone(async () => {
      const account = this.chosen.value === accountKey(id) ? await this.readAgain(id) : await this.lookUp(id);
      if (!account || decision !== this.latest) return false;
      await this.tryToKeep({ ...account, lastUsed: Date.now() });
      this.chosen.value = keyOf(account);
      await this.rememberUse(account);
      return true;
    });
  }

  /** Learns the name and the picture of an account's owner. Nothing else of it changes, and one that is gone stays so. */
  learn(id: AccountId, nick: string, avatar: string): Promise<void> {
    return this.alone(async () => {
      const account = await this.readAgain(id);
      if (!account || nick === "" || (account.nick === nick && account.avatar === avatar)) return;
      await this.tryToKeep({ ...account, nick, avatar });
    });
  }

  /** Learns how an account's own messages are told from others, besides what is known. One that is gone stays so. */
  learnOwn(id: AccountId, learned: OwnMarks): Promise<void> {
    return this.alone(async () => {
      const account = await this.readAgain(id);
      if (!account) return;
      const known = account.own ?? { encryptUins: [], othersAreNamed: false };
      const own = mergeMarks(known, learned);
      if (own !== known) await this.tryToKeep({ ...account, own });
    });
  }

  /** Gives an account another login. One that is gone stays so. Says whether it is at hand. */
  renew(id: AccountId, login: Login): Promise<boolean> {
    return this.alone(async () => {
      const account = await this.readAgain(id);
      if (account) await this.keep({ ...account, login });
      return account !== undefined;
    });
  }

  /**
   * Keeps an account in another place, with its drafts, read marks and unsent messages. Rejects when that place does not take
   * them; then nothing has changed.
   */
  move(id: AccountId, place: Place): Promise<void> {
    return this.alone(async () => {
      const account = await this.readAgain(id);
      if (!account || account.place === place) return;
      await this.keep({ ...account, place });
    });
  }

  /** Removes an account and all that is kept of it, wherever that is. */
  async remove(id: AccountId): Promise<void> {
    await this.alone(async () => {
      for (const place of places) await this.places[place].delete(recordName("account", id));
      this.drop(id); // whoever wrote for it has stopped now
      await removeTraces(this.places, id);
    });
    await this.removeElsewhere(id).catch(() => {});
  }

  /** Calls back when there is an account that another tab or part has added. Gives what ends that. */
  onAdded(added: (account: Account) => void): () => void {
    this.listeners.add(added);
    return () => this.listeners.delete(added);
  }

  private alone<Result>(work: () => Promise<Result>): Promise<Result> {
    return oneAtATime("qqmusicpm.accounts", work);
  }

  private follow(): void {
    for (const place of places) {
      const end = this.places[place].onChange((name) => {
        if (name.startsWith(accountPrefix)) void this.alone(() => this.takeChange(name)).catch(() => {});
      });
      this.ends.push(end);
    }
  }

  private async takeChange(name: string): Promise<void> {
    const before = this.named(name);
    const account = await this.takeUp(name);
    if (account && !before) for (const added of this.listeners) added(account);
  }

  private lookUp(id: AccountId): Promise<Account | undefined> {
    return this.takeUp(recordName("account", id));
  }

  // An account as it is kept now. One that is not, and whose removal nobody told, went because the browser emptied its
  // storage: where it is in use it stays so, with what is being written, until the page ends.
  private async readAgain(id: AccountId): Promise<Account | undefined> {
    return (await this.readKept(recordName("account", id)))?.account;
  }

  // What is kept under a name now is known then; undefined where nothing is.
  private async readKept(name: string): Promise<{ account: Account | undefined } | undefined> {
    for (const place of places) {
      const record = await this.places[place].get(name);
      if (record === null) continue;
      const account = readAccount(name, record, place);
      if (account) this.know(account);
      return { account };
    }
    return undefined;
  }

  // As it is kept now; or it is gone, and so is what this tab may have written since.
  private async takeUp(name: string): Promise<Account | undefined> {
    const kept = await this.readKept(name);
    if (kept) return kept.account;
    const gone = this.named(name);
    if (!gone) return undefined;
    this.drop(accountIdOf(gone));
    await removeTraces(this.places, accountIdOf(gone));
    return undefined;
  }

  private named(name: string): Account | undefined {
    return this.known.value.find((account) => recordName("account", accountIdOf(account)) === name);
  }

  private async keptIn(place: Place): Promise<Account[]> {
    const store = this.places[place];
    const found: Account[] = [];
    for (const name of await store.names(accountPrefix)) {
      const account = readAccount(name, (await store.get(name)) ?? "", place);
      if (account) found.push(account);
    }
    return found;
  }

  // Wherever else it was it is not any more, once it is in its place with all that belongs to it.
  private async keep(account: Account): Promise<void> {
    const id = accountIdOf(account);
    const name = recordName("account", id);
    const store = this.places[account.place];
    const others = places.filter((place) => place !== account.place).map((place) => this.places[place]);
    const moves = [];
    try {
      for (const other of others) moves.push(await copyRecords(other, store, id));
      await store.set(name, accountRecord(account));
    } catch (error) {
      for (const move of moves) await move.undo();
      throw error;
    }
    for (const other of others) await other.delete(name);
    this.know(account); // whoever writes for it writes to its place from now on
    for (const move of moves) await move.finish().catch(() => {}); // then it is in both
    if (keyOf(account) === this.chosen.value) await this.rememberUse(account);
    else await this.leaveNoDefault(account);
  }

  // What need not be kept to be of use.
  private async tryToKeep(account: Account): Promise<void> {
    await this.storeOf(account)
      .set(recordName("account", accountIdOf(account)), accountRecord(account))
      .catch(() => {});
    this.know(account);
  }

  private know(account: Account): void {
    const before = this.find(accountIdOf(account));
    if (before && JSON.stringify(before) === JSON.stringify(account)) return;
    this.known.value = before
      ? this.known.value.map((one) => (one === before ? account : one))
      : [...this.known.value, account];
  }

  private drop(id: AccountId): void {
    this.known.value = this.known.value.filter((account) => !isSameAccount(accountIdOf(account), id));
    if (this.chosen.value === accountKey(id)) this.chosen.value = "";
  }

  private async rememberUse(account: Account): Promise<void> {
    await this.rememberInTab(account);
    if (account.place === "disk") await this.places.disk.set(currentName, keyOf(account)).catch(() => {});
    else await this.leaveNoDefault(account);
  }

  // An account that is kept in memory alone leaves its number nowhere else.
  private async rememberInTab(account: Account): Promise<void> {
    await this.places.tab.set(currentName, account.place === "memory" ? "" : keyOf(account)).catch(() => {});
  }

  private async leaveNoDefault(account: Account): Promise<void> {
    const { disk } = this.places;
    if (account.place !== "disk" && (await disk.get(currentName)) === keyOf(account)) await disk.delete(currentName);
  }
}

const keyOf = (account: Account) => accountKey(accountIdOf(account));

const byUse = (one: Account, other: Account) => (other.lastUsed ?? 0) - (one.lastUsed ?? 0);
