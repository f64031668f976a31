import type { IDBPTransaction } from "idb";
import type { Session } from "../../sdk/src/index.ts";
import type { KeptList } from "./archive-store.ts";
import type { ArchiveDatabase, ArchiveSchema, ListRecord } from "./database-schema.ts";
import { keysBelow } from "./database.ts";
import { changed, inTransaction } from "./database-transaction.ts";

// The list as it was when its record was read or written.
interface Known {
  record: ListRecord | undefined;
  list: KeptList | undefined;
  /** The revision that each conversation came with. */
  revisions: ReadonlyMap<Session, number>;
}

type Mode = "readonly" | "readwrite";
type Transaction<M extends Mode> = IDBPTransaction<ArchiveSchema, ("lists" | "conversations")[], M>;

/**
 * An account's list of conversations on disk. What another tab changed is seen, because every call reads the record of
 * the list; a conversation is read again only when it came with a later revision than the one at hand.
 */
export class DiskList {
  private readonly database: ArchiveDatabase;
  private readonly account: string;
  private recent: Known | undefined;

  constructor(database: ArchiveDatabase, account: string) {
    this.database = database;
    this.account = account;
  }

  /** As {@link ArchiveStore.readList}. */
  async read(): Promise<KeptList | undefined> {
    this.recent = await this.inside("readonly", (transaction) => this.known(transaction));
    return this.recent.list;
  }

  /** As {@link ArchiveStore.updateList}. */
  async update(change: (before: KeptList | undefined) => KeptList): Promise<KeptList> {
    const [known, list] = await this.inside("readwrite", async (transaction) => {
      const before = await this.known(transaction);
      const after = changed(change, before.list);
      const known = after === before.list ? before : await this.write(transaction, before, after);
      return [known, after] as const;
    });
    this.recent = known;
    return list;
  }

  private inside<M extends Mode, Result>(
    mode: M,
    work: (transaction: Transaction<M>) => Promise<Result>,
  ): Promise<Result> {
    return inTransaction(this.database, ["lists", "conversations"], mode, work);
  }

  private async known(transaction: Transaction<Mode>): Promise<Known> {
    // The first time everything is read at once: one by one, thousands would take long.
    const all = this.recent ? undefined : this.readAll(transaction);
    all?.catch(() => {}); // the record fails too
    const record = await transaction.objectStore("lists").get([this.account]);
    if (!record) return { record, list: undefined, revisions: new Map() };
    const earlier = this.recent?.record?.born === record.born ? this.recent : undefined;
    if (earlier?.record?.revision === record.revision) return earlier;
    const sessions = earlier
      ? await this.again(transaction, record, earlier)
      : inOrder(record, await (all ?? this.readAll(transaction)));
    const revisions = new Map<Session, number>();
    for (const [i, { revision }] of record.order.entries()) if (sessions[i]) revisions.set(sessions[i], revision);
    const { hasMore, unread } = record;
    return { record, list: { conversations: [...revisions.keys()], hasMore, unread }, revisions };
  }

  private async readAll(transaction: Transaction<Mode>): Promise<Session[]> {
    const records = await transaction.objectStore("conversations").getAll(keysBelow(this.account));
    return records.map(({ session }) => session);
  }

  private again(
    transaction: Transaction<Mode>,
    { order }: ListRecord,
    { revisions }: Known,
  ): Promise<(Session | undefined)[]> {
    const has = new Map<string, Session>();
    for (const [session, revision] of revisions) has.set(`${revision} ${session.sessionId}`, session);
    const store = transaction.objectStore("conversations");
    return Promise.all(
      order.map(async ({ conversation, revision }) => {
        return has.get(`${revision} ${conversation}`) ?? (await store.get([this.account, conversation]))?.session;
      }),
    );
  }

  private async write(
    transaction: Transaction<"readwrite">,
    { record, revisions: before }: Known,
    list: KeptList,
  ): Promise<Known> {
    const { account } = this;
    const revision = (record?.revision ?? 0) + 1;
    const revisions = new Map(list.conversations.map((session) => [session, before.get(session) ?? revision]));
    const after: ListRecord = {
      born: record?.born ?? Math.random(),
      revision,
      hasMore: list.hasMore,
      unread: list.unread,
      order: [...revisions].map(([{ sessionId }, revision]) => ({ conversation: sessionId, revision })),
    };
    const names = new Set(list.conversations.map(({ sessionId }) => sessionId));
    const store = transaction.objectStore("conversations");
    await Promise.all([
      transaction.objectStore("lists").put(after, [account]),
      ...list.conversations
        .filter((session) => !before.has(session))
        .map(async (session) => store.put({ session }, [account, session.sessionId])),
      ...[...before.keys()]
        .filter(({ sessionId }) => !names.has(sessionId))
        .map(async ({ sessionId }) => store.delete([account, sessionId])),
    ]);
    return { record: after, list, revisions };
  }
}

function inOrder({ order }: ListRecord, sessions: readonly Session[]): (Session | undefined)[] {
  const kept = new Map(sessions.map((session) => [session.sessionId, session]));
  return order.map(({ conversation }) => kept.get(conversation));
}
