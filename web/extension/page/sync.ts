import { accountIdOf } from "../../app/account/account.ts";
import type { App } from "../../app/shell/app.ts";

/**
 * Lets the inbox go on with an account that the background or another page has added, where none is in use. That is no
 * decision of the user: one that is on its way, such as signing in to another account, still counts.
 */
export function useAddedAccounts(app: Pick<App, "accounts" | "switchTo">): void {
  const { accounts } = app;
  accounts.onAdded((account) => {
    if (!accounts.current.value) void app.switchTo(accountIdOf(account), accounts.decision);
  });
}
