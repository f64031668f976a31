// How what is kept of an account is called, so that it is found again, and all of it is gone with the account.

import { accountKey, type AccountId } from "./account-id.ts";

/**
 * Of what there is one record an account: who it is (`account`), where somebody stood in its
 * conversations (`places`), and in the extension what was seen of it (`seen`) and
 * when it may be asked again (`trouble`).
 */
export const singleRecords = ["account", "keeps", "told", "places", "seen", "trouble"] as const;

/**
 * Of what there are many records an account: by conversation drafts, what was read and whether it is pinned or muted,
 * messages that are to be sent, and quick replies.
 */
export const manyRecords = ["draft", "read", "mark", "outbox", "reply"] as const;

/** What there is one record of. */
export type SingleRecord = (typeof singleRecords)[number];

/** What there are many records of. */
export type ManyRecords = (typeof manyRecords)[number];

/** What the names of all records of a kind begin with. */
export const kindPrefix = (kind: SingleRecord | ManyRecords) => `qqmusicpm.${kind}.`;

/** The name of the only record of a kind that an account has. */
export const recordName = (kind: SingleRecord, id: AccountId) => kindPrefix(kind) + accountKey(id);

/** What the names of an account's records of a kind begin with; what tells one from the next follows. */
export const recordPrefix = (kind: ManyRecords, id: AccountId) => `${kindPrefix(kind)}${accountKey(id)}.`;
