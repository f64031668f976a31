import type { AccountId } from "../model/account-id.ts";
import { recordName } from "../model/record-names.ts";

/** What the user wants of an account's messages. */
export interface Wishes {
  /** Whether they are kept on this computer. */
  keeps: boolean;
  /** Whether those stay, marked as such, that were deleted elsewhere. */
  keepsGone: boolean;
  /** Whether what was kept is to be deleted: it is not yet, because the page ended or the browser did not do it. */
  forgets: boolean;
}

/** The name of the record, which is on disk as the messages are. */
export const wishesName = (account: AccountId) => recordName("keeps", account);

/** Reads a record. Without one, and of one that cannot be read, nothing is wanted. */
export function readWishes(record: string | null): Wishes {
  try {
    const { keeps, keepsGone, forgets } = JSON.parse(record ?? "{}") as Partial<Wishes>;
    return { keeps: keeps === true, keepsGone: keepsGone === true, forgets: forgets === true };
  } catch {
    return { keeps: false, keepsGone: false, forgets: false };
  }
}
