import type { Account } from "../../app/account/accounts.ts";
import { moduleStorage } from "../../app/gateway/module-storage.ts";
import { createClient, type SessionPage } from "../../sdk/src/index.ts";
import { extensionHost } from "../account/extension-host.ts";
import { mayAskGateway } from "../gateway-access.ts";
import { setHeaderRules } from "../header-rules.ts";
import { fetchWithAccess } from "../../app/gateway/fetch-with-access.ts";
import { dialectFor } from "../account/dialect.ts";
import { keepPage } from "./keep-page.ts";
import { newestList } from "./newest-list.ts";

/** Asks for the newest conversations of an account, as {@link newestList} gives them. */
export type Ask = (account: Account) => Promise<SessionPage>;

/** Asks the gateway for them. Nothing else starts the module in the background. */
export const askGateway: Ask = async (account) => {
  const { login, endpoint } = account;
  const dialect = await dialectFor(account);
  await setHeaderRules(dialect);
  const client = await createClient({
    credential: login,
    endpoint,
    dialect,
    storage: moduleStorage(extensionHost()),
    fetch: fetchWithAccess({ isGranted: mayAskGateway }),
    wasm: chrome.runtime.getURL("qqmusicpm.wasm"),
    timeout: 8_000, // three requests at most, and the browser has not yet stopped the background for being idle
    maxRetries: 0, // the next look is the retry
  });
  try {
    const askedAt = Date.now();
    const page = await newestList(client);
    await keepPage(account, { page, client, askedAt });
    return page;
  } finally {
    client.close();
  }
};
