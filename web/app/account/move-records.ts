import type { Store } from "../host.ts";
import type { AccountId } from "../model/account-id.ts";
import { manyRecords, recordPrefix } from "../model/record-names.ts";

/** Records on their way from one store to another: they are in both until `finish`. */
export interface RecordMove {
  /** Takes them out of the first store, with what was changed there meanwhile. Call it when nobody writes there any more. */
  finish(): Promise<void>;
  /** Takes them out of the second one again. */
  undo(): Promise<void>;
}

/**
 * Copies the drafts, the read marks, the unsent messages and the quick replies of an account. What the second store has already is not
 * written over, and then stays in the first one too. Rejects when the second store does not take them; then it is as it was.
 */
export async function copyRecords(from: Store, to: Store, id: AccountId): Promise<RecordMove> {
  const copied = new Map<string, string>();
  const undo = async () => {
    for (const name of copied.keys()) await to.delete(name);
  };
  const copy = async () => {
    for (const name of await namesOf(from, id)) {
      const value = await from.get(name);
      if (value === null || value === copied.get(name)) continue;
      const there = await to.get(name);
      if (there !== null && there !== value && there !== copied.get(name)) continue;
      await to.set(name, value);
      copied.set(name, value);
    }
  };
  try {
    await copy();
  } catch (error) {
    await undo();
    throw error;
  }
  const finish = async () => {
    await copy();
    for (const [name, value] of copied) if ((await from.get(name)) === value) await from.delete(name);
  };
  return { finish, undo };
}

async function namesOf(store: Store, id: AccountId): Promise<string[]> {
  return (await Promise.all(manyRecords.map((kind) => store.names(recordPrefix(kind, id))))).flat();
}
