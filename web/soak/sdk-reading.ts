// A process that reads through the SDK for as long as it is told, and prints a line of JSON at each mark.

import { getEventListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { createClient, isQQMusicError, type Client } from "qqmusic-private-message";
import { leastOf } from "./schedule.js";
import type { ReadingOrder } from "./sdk-side.js";

/** How many readers there are, and how long each rests between two reads, in milliseconds. */
const readers = 4;
const rest = 20;

const order = JSON.parse(process.argv[2]!) as ReadingOrder;
const collect = (globalThis as { gc?: () => void }).gc!;
const { signal } = new AbortController();

const { instantiate } = WebAssembly;
let memory: WebAssembly.Memory | undefined;
WebAssembly.instantiate = (async (source: WebAssembly.Module, imports?: WebAssembly.Imports) => {
  const instance = await instantiate(source, imports);
  memory ??= instance.exports["mem"] as WebAssembly.Memory | undefined; // Node has modules of its own, without a mem
  return instance;
}) as typeof WebAssembly.instantiate;

const client = await createClient({ endpoint: order.endpoint, credential: order.credential, rateLimit: false });
const { sessions } = await client.getSessions({ size: 48 });
let calls = 0;

const of = (turn: number) => sessions[turn % sessions.length]!;
const peerOf = (turn: number) => of(turn).user?.encryptUin || "1";

/** What is read in turn. */
const reads: ((client: Client, turn: number) => PromiseLike<unknown>)[] = [
  (client) => client.getSessions({ signal }),
  (client, turn) => client.getMessages({ sessionId: of(turn).sessionId, size: 50, signal }),
  async (client, turn) => {
    // Three pages, which is not the end.
    for await (const _ of client.getMessages({ sessionId: of(turn).sessionId, size: 20, signal }).pages({ limit: 3 }))
      calls++;
  },
  async (client, turn) => {
    const { sessionId } = of(turn);
    const { messages } = await client.getMessages({ sessionId, size: 5, signal });
    await client.getMediaMessageDetails(
      sessionId,
      messages.map(({ id }) => id),
      { signal },
    );
  },
  (client, turn) => client.getMusicianMessageCard(peerOf(turn), { signal }),
  (client, turn) => client.getFriendshipBadge(peerOf(turn), { signal }),
  (client, turn) => client.getSafetyHint(peerOf(turn), { signal }),
  (client) => client.getChatEntries([1, 2], { signal }),
  (client) => client.getConfig(1, { signal }), // refused each time
  (client, turn) =>
    client.batch(
      [
        { call: "getSessions", options: { size: 5 } },
        { call: "getMessages", options: { sessionId: of(turn).sessionId, size: 5 } },
        { call: "getConfig", args: [2] },
      ],
      { settled: true, signal },
    ),
  (client) => {
    // Given up while it is on its way.
    const abort = new AbortController();
    const asked = client.getSessions({ signal: abort.signal });
    setTimeout(() => abort.abort(), 1);
    return asked;
  },
  async (client) => {
    for await (const _ of client.watch({ signal })) break;
  },
];

// Memory grows to what the most answers at once need. That is there before the first look: twice as many are read as later.
for (let turn = 0; turn < 10 * reads.length; turn++)
  await Promise.allSettled(Array.from({ length: 2 * readers }, () => reads[turn % reads.length]!(client, turn)));

let reading = true;
let held: Promise<void> = Promise.resolve();

async function read(reader: number): Promise<void> {
  for (let turn = reader; reading; turn += readers) {
    await held;
    calls++;
    try {
      await reads[turn % reads.length]!(client, turn);
    } catch (error) {
      const isExpected = isQQMusicError(error, "CGIError") || (error as Error).name === "AbortError";
      if (!isExpected) throw error;
    }
    await wait(rest);
  }
}

/** Looks at what is in use while nothing is read, but for what lets Go collect. */
async function look(): Promise<Record<string, number>> {
  let go = () => {};
  held = new Promise((resolve) => (go = resolve));
  try {
    return await leastOf(async () => {
      for (let some = 0; some < 100; some++) await client.getChatEntries([1]);
      await wait(50);
      collect();
      collect();
      const { heapUsed: heap, external: outside } = process.memoryUsage();
      return {
        heap,
        outside,
        wasm: memory!.buffer.byteLength,
        listeners: getEventListeners(signal, "abort").length,
        timers: process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length,
        calls,
      };
    });
  } finally {
    go();
  }
}

const begun = performance.now();
const all = Promise.all(Array.from({ length: readers }, (_, reader) => read(reader)));
all.catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
for (const minute of order.marks) {
  await wait(Math.max(0, minute * 60_000 - (performance.now() - begun)));
  const figures = { ...(await look()), calls };
  process.stdout.write(`${JSON.stringify({ minute, figures })}\n`);
}
reading = false;
await all;
client.close();
