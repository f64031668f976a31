import { computed, signal } from "@preact/signals";
import type { Host, Store } from "../host.ts";
import type { Login } from "../model/login.ts";

/** Where an account is kept: in the page's memory, for as long as the tab lives, or on disk. */
export type Keeping = "memory" | "tab" | "disk";

/** An account that can be used. */
export interface Account {
  login: Login;
  keeping: Keeping;
  /** The gateway it uses. */
  endpoint: string;
  /** What is known of its owner. */
  nick: string;
  avatar: string;
  /** Whether it is one of the simulator's. */
  sample: boolean;
}

interface KeptAccounts {
  current: string;
  accounts: Account[];
}

const name = "qqmusicpm.accounts";

/** The accounts at hand and the one in use. */
export class Accounts {
  readonly all = signal<readonly Account[]>([]);
  readonly currentId = signal("");
  readonly current = computed(() => this.all.value.find((account) => account.login.musicid === this.currentId.value));
  private readonly host: Host;

  constructor(host: Host) {
    this.host = host;
  }

  /** Finds the accounts that were kept. */
  async restore(): Promise<void> {
    const [disk, tab] = await Promise.all([read(this.host.disk, "disk"), read(this.host.tab, "tab")]);
    const known = new Set(tab.accounts.map((account) => account.login.musicid));
    this.all.value = [...tab.accounts, ...disk.accounts.filter((account) => !known.has(account.login.musicid))];
    const wanted = tab.current || disk.current;
    this.currentId.value = this.all.value.some((account) => account.login.musicid === wanted) ? wanted : "";
  }

  /** Adds an account, or renews the one with this id, and uses it. */
  async use(account: Account): Promise<void> {
    const { musicid } = account.login;
    const others = this.all.value.filter((other) => other.login.musicid !== musicid);
    this.all.value = [...others, account];
    await this.switchTo(musicid);
  }

  /** Uses another account, or with "" none. */
  async switchTo(musicid: string): Promise<void> {
    this.currentId.value = musicid;
    await this.write();
  }

  /** Learns the name and the picture of the account's owner. */
  async learn(musicid: string, nick: string, avatar: string): Promise<void> {
    const account = this.all.value.find((one) => one.login.musicid === musicid);
    if (!account || (account.nick === nick && account.avatar === avatar) || nick === "") return;
    this.all.value = this.all.value.map((one) => (one === account ? { ...one, nick, avatar } : one));
    await this.write();
  }

  /** Forgets an account wherever it is kept. */
  async forget(musicid: string): Promise<void> {
    this.all.value = this.all.value.filter((account) => account.login.musicid !== musicid);
    if (this.currentId.value === musicid) this.currentId.value = "";
    await this.write();
  }

  /** Where things of an account are kept. */
  storeOf(account: Account): Store | undefined {
    return account.keeping === "disk" ? this.host.disk : account.keeping === "tab" ? this.host.tab : undefined;
  }

  private async write(): Promise<void> {
    for (const keeping of ["tab", "disk"] as const) {
      const accounts = this.all.value.filter((account) => account.keeping === keeping);
      const current = accounts.some((a) => a.login.musicid === this.currentId.value) ? this.currentId.value : "";
      const store = this.host[keeping];
      if (accounts.length === 0) await store.delete(name);
      else await store.set(name, JSON.stringify({ current, accounts } satisfies KeptAccounts));
    }
  }
}

async function read(store: Store, keeping: Keeping): Promise<KeptAccounts> {
  const none = { current: "", accounts: [] };
  const text = await store.get(name);
  if (text === null) return none;
  try {
    const { current, accounts } = JSON.parse(text) as KeptAccounts;
    return { current, accounts: accounts.filter(isAccount).map((account) => ({ ...account, keeping })) };
  } catch {
    return none;
  }
}

function isAccount(value: Account): boolean {
  return typeof value?.login?.musicid === "string" && typeof value.login.musickey === "string";
}
