import type { IDBPTransaction } from "idb";
import type { ArchiveDatabase, ArchiveSchema, Head, KeptPiece } from "./database-schema.ts";
import { keysBelow } from "./database.ts";
import { changed, inTransaction } from "./database-transaction.ts";
import { nothingKnown, type History, type Piece, type Run } from "./history.ts";

/** How many conversations are at hand without reading all of their records. Those on the screen are held there too. */
const atHand = 10;

// A conversation as it was when its head was read or written.
interface Known {
  head: Head | undefined;
  history: History;
  /** The records of its runs. */
  records: ReadonlyMap<Run, KeptPiece>;
}

type Mode = "readonly" | "readwrite";
type Transaction<M extends Mode> = IDBPTransaction<ArchiveSchema, ("heads" | "runs")[], M>;

/**
 * The messages of an account's conversations on disk. What another tab changed is seen, because every call reads the
 * head; a run is read once, because its record never changes.
 */
export class DiskHistories {
  private readonly database: ArchiveDatabase;
  private readonly account: string;
  /** The one used last is at the end. */
  private readonly recent = new Map<string, Known>();
  /** Those that were read for their end alone: many are, before somebody opens one, and take the place of none in use. */
  private readonly ends = new Map<string, Known>();

  constructor(database: ArchiveDatabase, account: string) {
    this.database = database;
    this.account = account;
  }

  /** As {@link ArchiveStore.readHistory}. */
  async read(conversation: string): Promise<History> {
    const known = await this.inside("readonly", (transaction) => this.known(transaction, conversation));
    this.remember(conversation, known);
    return known.history;
  }

  /** As {@link ArchiveStore.readEnd}. Its runs are read once: whoever reads all reads the others. */
  async readEnd(conversation: string, least: number): Promise<History | undefined> {
    const known = await this.inside("readonly", async (transaction) => {
      const head = await transaction.objectStore("heads").get([this.account, conversation]);
      if (!head) return undefined;
      const recent = this.recent.get(conversation);
      if (recent?.head?.born === head.born && recent.head.revision === head.revision) return recent;
      let count = 0;
      const first = head.pieces.findLastIndex((piece) => (count += piece.count) >= least);
      if (first <= 0) return this.readRuns(transaction, conversation, head, new Map());
      const end = {
        ...head,
        pieces: head.pieces.slice(first).map((piece, i) => (i > 0 ? piece : { ...piece, joined: false })),
      };
      const known = await this.readRuns(transaction, conversation, end, new Map());
      // No head that is kept equals this one.
      return { ...known, head: { ...head, revision: NaN } };
    });
    if (!known || known.history.pieces.length === 0) return undefined;
    if (!this.recent.has(conversation)) putLast(this.ends, conversation, known);
    return known.history;
  }

  /** As {@link ArchiveStore.updateHistory}. */
  async update(conversation: string, change: (before: History) => History): Promise<History> {
    const known = await this.inside("readwrite", async (transaction) => {
      const before = await this.known(transaction, conversation);
      const after = changed(change, before.history);
      return after === before.history ? before : await this.write(transaction, conversation, before, after);
    });
    this.remember(conversation, known);
    return known.history;
  }

  /** As {@link ArchiveStore.removeHistory}. */
  async remove(conversation: string): Promise<void> {
    await this.inside("readwrite", async (transaction) => {
      const { account } = this;
      await Promise.all([
        transaction.objectStore("heads").delete([account, conversation]),
        transaction.objectStore("runs").delete(keysBelow(account, conversation)),
      ]);
    });
  }

  /** How many messages there are of each conversation of which there are some. */
  async counts(): Promise<Map<string, number>> {
    const [keys, heads] = await inTransaction(this.database, ["heads"], "readonly", async (transaction) => {
      const store = transaction.objectStore("heads");
      const all = keysBelow(this.account);
      return Promise.all([store.getAllKeys(all), store.getAll(all)]);
    });
    const counts = new Map<string, number>();
    for (const [i, { pieces }] of heads.entries()) {
      const count = pieces.reduce((sum, piece) => sum + piece.count, 0);
      if (count > 0) counts.set(keys[i]![1], count);
    }
    return counts;
  }

  private inside<M extends Mode, Result>(
    mode: M,
    work: (transaction: Transaction<M>) => Promise<Result>,
  ): Promise<Result> {
    return inTransaction(this.database, ["heads", "runs"], mode, work);
  }

  private async known(transaction: Transaction<Mode>, conversation: string): Promise<Known> {
    const head = await transaction.objectStore("heads").get([this.account, conversation]);
    if (!head) return { head, history: nothingKnown, records: new Map() };
    const recent = this.recent.get(conversation) ?? this.ends.get(conversation);
    const earlier = recent?.head?.born === head.born ? recent : undefined;
    if (earlier?.head?.revision === head.revision) return earlier;
    const has = new Map<number, Run>();
    for (const [run, record] of earlier?.records ?? []) has.set(record.run, run);
    return this.readRuns(transaction, conversation, head, has);
  }

  // What a head tells of, without the runs that are there already, by their records.
  private async readRuns(
    transaction: Transaction<Mode>,
    conversation: string,
    head: Head,
    has: ReadonlyMap<number, Run>,
  ): Promise<Known> {
    const store = transaction.objectStore("runs");
    const runs = await Promise.all(
      head.pieces.map(async ({ run }) => {
        const same = has.get(run);
        if (same) return same;
        const messages = await store.get([this.account, conversation, run]);
        return messages && { messages };
      }),
    );
    const pieces: Piece[] = [];
    const records = new Map<Run, KeptPiece>();
    let joinable = true;
    for (const [i, record] of head.pieces.entries()) {
      const run = runs[i];
      // A record that a browser lost leaves a gap, which is filled like any other.
      if (run) {
        pieces.push({ run, joined: record.joined && joinable });
        records.set(run, record);
      }
      joinable = run !== undefined;
    }
    return { head, history: { pieces, doubted: head.doubted }, records };
  }

  private async write(
    transaction: Transaction<"readwrite">,
    conversation: string,
    { head, records: before }: Known,
    history: History,
  ): Promise<Known> {
    const { account } = this;
    const records = new Map<Run, KeptPiece>();
    const added: Run[] = [];
    let nextRun = head?.nextRun ?? 0;
    for (const { run, joined } of history.pieces) {
      const number = before.get(run)?.run;
      if (number === undefined) added.push(run);
      records.set(run, { run: number ?? nextRun++, joined, count: run.messages.length });
    }
    const after: Head = {
      born: head?.born ?? Math.random(),
      revision: (head?.revision ?? 0) + 1,
      doubted: history.doubted,
      pieces: [...records.values()],
      nextRun,
    };
    const gone = [...before].filter(([run]) => !records.has(run));
    const store = transaction.objectStore("runs");
    await Promise.all([
      transaction.objectStore("heads").put(after, [account, conversation]),
      ...added.map(async (run) => store.put(run.messages, [account, conversation, records.get(run)!.run])),
      ...gone.map(async ([, { run }]) => store.delete([account, conversation, run])),
    ]);
    return { head: after, history, records };
  }

  private remember(conversation: string, known: Known): void {
    this.ends.delete(conversation);
    putLast(this.recent, conversation, known);
  }
}

function putLast(known: Map<string, Known>, conversation: string, one: Known): void {
  known.delete(conversation);
  known.set(conversation, one);
  for (const oldest of known.keys()) {
    if (known.size <= atHand) break;
    known.delete(oldest);
  }
}
