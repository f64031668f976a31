import type { ReadonlySignal, Signal } from "@preact/signals";
import type { SampleAccount } from "../../common/sample-accounts.ts";
import type { Host } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "./account.ts";
import type { Accounts } from "./accounts.ts";

/** What signing in needs of the whole. */
export interface WayIn {
  readonly host: Host;
  readonly accounts: Accounts;
  /** Undefined until it is known whether there are some. */
  readonly samples: ReadonlySignal<readonly SampleAccount[] | undefined>;
  /** Whether the sign-in is in view although there is an account; with the id of the one to renew. */
  readonly signingIn: Signal<{ musicid: string } | undefined>;
  /** Signs in. Gives the problem when that failed. */
  signIn(account: Account): Promise<Problem | undefined>;
  /** Uses an account that is at hand. */
  switchTo(id: AccountId): Promise<void>;
}
