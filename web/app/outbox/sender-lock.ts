/** Runs a piece of work while no other runs that is guarded by the same lock; one that has to wait is run later, in turn. */
export type Exclusive = <T>(work: () => Promise<T>) => Promise<T>;

/** The part of the browser's `LockManager` that is used. */
export interface Locks {
  request(name: string, work: () => Promise<void>): Promise<unknown>;
}

// By name, so that two outboxes of one account in one page wait for each other.
const queues = new Map<string, Promise<unknown>>();

/**
 * The lock inside which one account sends: one for all tabs. Without the browser's locks (`navigator.locks` is missing on
 * plain-http pages, and forbidden where the storage is) it is one for the page.
 */
export function senderLock(accountKey: string, locks: Locks | undefined): Exclusive {
  const name = `qqmusicpm.outbox.${accountKey}`;
  return async (work) => {
    if (!locks) return inQueue(name, work);
    let begun: ReturnType<typeof work> | undefined;
    try {
      await locks.request(name, async () => {
        begun = work();
        await begun;
      });
    } catch {
      // What has begun tells itself how it ends.
    }
    return begun ?? inQueue(name, work);
  };
}

function inQueue<T>(name: string, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(name) ?? Promise.resolve()).then(work);
  queues.set(
    name,
    turn.catch(() => undefined),
  );
  return turn;
}
