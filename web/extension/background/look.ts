import { keptAccounts } from "../account/kept-accounts.ts";
import type { SessionPage } from "../../sdk/src/index.ts";
import { showBadge } from "../badge.ts";
import { readSettings } from "../settings.ts";
import { afterFailure, mayAsk, noTrouble } from "../watch/back-off.ts";
import { newsIn, seenIn } from "../watch/news.ts";
import { forgetWatch, keepWatch, readWatch } from "../watch/watch-state.ts";
import { announce } from "./announce.ts";
import type { Ask } from "./ask-gateway.ts";

let looking: Promise<void> | undefined;

/** Looks for new messages of the account in use, unless that is being done, or the gateway wants to be left alone. */
export function look(ask: Ask): Promise<void> {
  looking ??= lookNow(ask).finally(() => (looking = undefined));
  return looking;
}

// Ended between any two steps, the next look does what is missing: a message counts as seen once it was announced.
async function lookNow(ask: Ask): Promise<void> {
  const account = (await keptAccounts()).current.value;
  if (!account) return forgetAll();
  const { musicid, musickey } = account.login;
  const before = await readWatch(musicid);
  if (!mayAsk(before.trouble, musickey, Date.now())) return;
  let page: SessionPage;
  try {
    page = await ask(account);
  } catch (error) {
    const trouble = afterFailure(before.trouble, error, musickey, Date.now());
    await keepWatch({ ...before, trouble });
    if (trouble.refusedKey !== "") await showBadge("expired");
    return;
  }
  await showBadge(Number(page.newMsgCnt));
  const settings = await readSettings();
  if (settings.notify) await announce(newsIn(page.sessions, before.seen), settings);
  await keepWatch({ musicid, trouble: noTrouble, seen: seenIn(page.sessions, before.seen) });
}

/** Leaves nothing of an account behind when there is none any more. */
export async function noticeNobody(): Promise<void> {
  if (!(await keptAccounts()).current.value) await forgetAll();
}

async function forgetAll(): Promise<void> {
  await forgetWatch();
  await showBadge(0);
}
