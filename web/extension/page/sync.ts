import { keptAccounts, onKeptAccounts } from "../account/kept-accounts.ts";
import { isSameLogin } from "../../app/model/login.ts";
import type { App } from "../../app/shell/app.ts";

/** Lets the inbox follow what other parts of the extension do with the accounts: sign in, renew, forget. */
export function followAccounts(app: App): void {
  let last = Promise.resolve();
  onKeptAccounts(() => {
    last = last.then(() => bringUpToDate(app)).catch(() => {});
  });
}

async function bringUpToDate(app: App): Promise<void> {
  const kept = await keptAccounts();
  const here = app.accounts.all.value.filter((account) => account.keeping !== "memory");
  for (const { login } of here) {
    if (!kept.all.value.some((account) => account.login.musicid === login.musicid)) await app.forget(login.musicid);
  }
  const current = kept.current.value;
  if (!current) return;
  const known = here.find((account) => account.login.musicid === current.login.musicid);
  if (!known || !isSameLogin(known.login, current.login)) await app.signIn(current);
}
