import { signal } from "@preact/signals";
import type { Account, Accounts } from "../../app/account/accounts.ts";
import type { Login } from "../../app/model/login.ts";
import type { Problem } from "../../app/model/problem.ts";
import { dialectFor } from "../account/dialect.ts";
import { cookieAccount, siteAccount } from "../account/kept-accounts.ts";
import { askForCookies, readBrowserLogins } from "../login/browser-cookies.ts";
import { openSiteIn, storeHere } from "../login/cookie-store.ts";
import { follow, nobody } from "../login/followed.ts";
import { noteRefused } from "../login/other-keys.ts";

/** How far signing in is; "unreadable" when the browser does not give the cookies. */
export type Stage =
  | { stage: "idle" | "asking" | "checking" | "declined" | "unreadable" | "notLoggedIn" }
  | { stage: "failed"; problem: Problem };

/** What signing in needs of the inbox. */
export interface SigningIn {
  readonly accounts: Accounts;
  /** Signs in with an account once the gateway answered it. Gives the problem otherwise. */
  signIn(account: Account): Promise<Problem | undefined>;
}

/** Signs in with the login that the browser has at y.qq.com. */
export class BrowserLogin {
  /** How far it is. */
  readonly now = signal<Stage>({ stage: "idle" });
  private readonly app: SigningIn;
  private store = "";

  constructor(app: SigningIn) {
    this.app = app;
  }

  /** Begins. To be called in a click: the browser asks its user. */
  async signIn(): Promise<void> {
    this.now.value = { stage: "asking" };
    if (!(await askForCookies())) {
      this.now.value = { stage: "declined" };
      return;
    }
    this.now.value = { stage: "checking" };
    this.store = await storeHere();
    // Should this page be closed now, the background goes on. What was refused once may be taken now.
    await follow({ store: this.store, trouble: nobody.trouble, refused: [] }).catch(() => {});
    this.now.value = await this.check();
  }

  /** Opens y.qq.com where a login there is the one that is read here. Says whether it did: where not, a link does as well. */
  openSite(): boolean {
    return openSiteIn(this.store);
  }

  private async check(): Promise<Stage> {
    let logins: Login[];
    try {
      logins = await readBrowserLogins(this.store);
    } catch {
      return { stage: "unreadable" };
    }
    return logins.length === 0 ? { stage: "notLoggedIn" } : this.try(logins);
  }

  // What is said of a login that was refused is said of the likeliest one, once the others were tried.
  private async try(logins: readonly Login[]): Promise<Stage> {
    const problems: Problem[] = [];
    for (const login of logins) {
      const account = cookieAccount(login, this.app.accounts);
      const problem = await this.app.signIn(account);
      if (!problem) {
        await follow({ account: siteAccount(login.musicid) }).catch(() => {});
        return { stage: "idle" };
      }
      if (!isRefusal(problem)) return { stage: "failed", problem };
      problems.push(problem);
      await noteRefused({ musickey: login.musickey, dialect: await dialectFor(account) }, logins).catch(() => {});
    }
    return { stage: "failed", problem: problems[0]! };
  }
}

const isRefusal = ({ kind }: Problem) => kind === "expired" || kind === "wrongKey" || kind === "noLogin";
