// What the pages of the extension know of an account's own messages, of what was read and of what is muted, for the background.

import { accountIdOf, ownMarksOf, type Account } from "../../app/account/account.ts";
import { ReadMarks } from "../../app/archive/read-marks.ts";
import { OwnAccount } from "../../app/archive/own-account.ts";
import { ListMarks } from "../../app/conversations/list-marks.ts";
import { numberAlone, type OwnMarks, type Self } from "../../app/model/sides.ts";
import type { Session } from "../../sdk/src/index.ts";
import { keptAccounts } from "./kept-accounts.ts";
import { extensionHost } from "./extension-host.ts";

/** What is known of an account by which its own messages are told. */
export function selfOf(account: Account): Self {
  return { ...numberAlone(account.login.musicid), ...ownMarksOf(account) };
}

/**
 * What is known of an account by which its own messages are told, with what these conversations tell of it: no page may
 * have been open yet. What is new in that is kept with the account.
 */
export async function learnSelf(account: Account, sessions: readonly Session[]): Promise<Self> {
  let learned: OwnMarks | undefined;
  const own = new OwnAccount(account.login.musicid, ownMarksOf(account), (marks) => (learned = marks));
  own.seeList(sessions);
  if (learned) await (await keptAccounts()).learnOwn(accountIdOf(account), learned);
  return own.self.value;
}

/** The conversations of an account that are muted by now. */
export async function mutedOf(account: Account): Promise<ReadonlySet<string>> {
  const marks = new ListMarks(accountIdOf(account), extensionHost()[account.place]);
  await marks.restore();
  marks.close();
  return marks.muted.value;
}

/** Up to where the conversations of an account were read by now. Nothing that is read later is followed. */
export async function keptReadMarks(account: Account): Promise<ReadMarks> {
  const marks = new ReadMarks(accountIdOf(account), extensionHost()[account.place]);
  await marks.restore();
  marks.close();
  return marks;
}
