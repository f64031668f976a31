// What the pages of the extension know of an account's own messages and of what was read, for the background.

import { idOf, ownMarksOf, type Account } from "../../app/account/account.ts";
import { ReadMarks } from "../../app/archive/read-marks.ts";
import { numberAlone, type Self } from "../../app/model/sides.ts";
import { extensionHost } from "./extension-host.ts";

/** What is known of an account by which its own messages are told. */
export function selfOf(account: Account): Self {
  return { ...numberAlone(account.login.musicid), ...ownMarksOf(account) };
}

/** Up to where the conversations of an account were read by now. Nothing that is read later is followed. */
export async function keptReadMarks(account: Account): Promise<ReadMarks> {
  const marks = new ReadMarks(idOf(account), extensionHost()[account.place]);
  await marks.restore();
  marks.close();
  return marks;
}
