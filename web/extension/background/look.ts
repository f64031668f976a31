import { accountIdOf, type Account } from "../../app/account/account.ts";
import { unmutedUnread } from "../../app/model/unread.ts";
import { isNewestOf } from "../../app/model/sides.ts";
import type { SessionPage } from "../../sdk/src/index.ts";
import { dialectFor } from "../account/dialect.ts";
import { keptAccounts } from "../account/kept-accounts.ts";
import { keptReadMarks, learnSelf, mutedOf } from "../account/what-was-read.ts";
import { showBadge } from "../account/badge.ts";
import { mayAskGateway } from "../gateway-access.ts";
import { takeOtherKey } from "../login/other-keys.ts";
import { afterFailure, isLoginRefused, mayAsk, noTrouble } from "../watch/back-off.ts";
import { takeBackRead } from "../watch/announcements.ts";
import { announceNews } from "../watch/announce.ts";
import { keepTrouble, readTrouble } from "../watch/watch-state.ts";
import type { Ask } from "./ask-gateway.ts";
import { forgetGone } from "./forget-gone.ts";

let looking: Promise<void> | undefined;

/** Looks for new messages of the account in use, unless that is being done, or the gateway wants to be left alone. */
export function look(ask: Ask): Promise<void> {
  looking ??= lookNow(ask).finally(() => (looking = undefined));
  return looking;
}

async function lookNow(ask: Ask): Promise<void> {
  try {
    const account = (await keptAccounts()).current.value;
    await lookFor(account, ask);
  } finally {
    await forgetGone(); // the account too, when it was removed meanwhile
  }
}

// Ended between any two steps, the next look does what is missing: a message counts as seen once it was announced. With
// an account that is removed meanwhile goes what was seen of it, and then nothing is news.
async function lookFor(account: Account | undefined, ask: Ask): Promise<void> {
  if (!account) return;
  const id = accountIdOf(account);
  const { musickey } = account.login;
  const asked = { musickey, dialect: await dialectFor(account) };
  const before = await readTrouble(id);
  if (!(await mayAskGateway())) return showBadge(id, "withheld");
  if (!mayAsk(before, asked, Date.now())) return;
  let page: SessionPage;
  try {
    page = await ask(account);
  } catch (error) {
    if (isLoginRefused(error) && (await takeOtherKey(id, asked))) return lookFor((await keptAccounts()).find(id), ask);
    const trouble = afterFailure(before, error, asked, Date.now());
    await keepTrouble(id, trouble);
    const now = (await keptAccounts()).find(id);
    if (trouble.refusedKey !== "" && now?.login.musickey === musickey) await showBadge(id, "expired");
    return;
  }
  // A page may have learned something of the account meanwhile.
  const now = (await keptAccounts()).find(id) ?? account;
  const self = await learnSelf(now, page.sessions);
  const marks = await keptReadMarks(now);
  const { sessions, newMsgCnt } = marks.countPage(page, isNewestOf(self));
  const muted = await mutedOf(now);
  await showBadge(id, unmutedUnread({ conversations: sessions, unread: Number(newMsgCnt) }, muted));
  await takeBackRead(id, sessions, muted);
  await announceNews(id, sessions, { self, muted });
  await keepTrouble(id, noTrouble);
}
