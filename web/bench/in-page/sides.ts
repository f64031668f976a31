// The two sides of each row, for a page and for Node. A side is prepared once and gives a unit of work.

import type { Client, ClientOptions } from "qqmusic-private-message";
import { clientByHand } from "./by-hand.js";
import { answering, recording, type Sent } from "./stub.js";

/** What a side needs to know. Not every side needs all of it. */
export interface Given {
  /** The address of the package's index.js. */
  package: string;
  /** Where the module is, when not beside it. */
  wasm?: string;
  /** The login of an account of the simulator, and one of its sessions. */
  credential: { musicid: string; musickey: string };
  sessionId: string;
  /** Where the simulator is. */
  endpoint: string;
  /** The text of an answer, for a stub of fetch. */
  body: string;
  /** The comm of a request. */
  comm: object;
  /** The requests to make again. */
  requests: Sent[];
}

type Work = () => Promise<unknown>;

async function open(given: Given, options: ClientOptions = {}): Promise<Client> {
  const { createClient } = (await import(given.package)) as typeof import("qqmusic-private-message");
  const { credential, endpoint, wasm } = given;
  return createClient({ credential, endpoint, wasm, rateLimit: false, ...options });
}

/** How many calls are made together or apart. */
const batchSize = 100;

async function drain(client: Client, sessionId: string): Promise<number> {
  let count = 0;
  for await (const message of client.getMessages({ sessionId, prefetch: 1 })) if (message.id) count++;
  return count;
}

const sides = {
  /** Gives the requests of a drain. */
  async drainRequests(given) {
    const { fetch, sent } = recording(globalThis.fetch);
    const client = await open(given, { fetch });
    return async () => {
      await drain(client, given.sessionId);
      client.close();
      return sent;
    };
  },
  /** Gives the text of a page's answer, and the request for it. */
  async onePage(given) {
    const { fetch, sent, bodies } = recording(globalThis.fetch);
    const client = await open(given, { fetch });
    return async () => {
      await client.getMessages({ sessionId: given.sessionId });
      client.close();
      return { body: bodies[0], request: sent[0] };
    };
  },
  async pageByModule(given) {
    const client = await open(given, { fetch: answering(given.body) });
    return () => client.getMessages({ sessionId: given.sessionId });
  },
  async pageByHand(given) {
    const client = clientByHand(answering(given.body), given.comm);
    return () => client.getMessages(given.sessionId);
  },
  async callByModule(given) {
    const client = await open(given, { fetch: answering(given.body) });
    return () => client.getConfig(1);
  },
  async callByStub(given) {
    const fetch = answering(given.body);
    const body = JSON.stringify({ comm: given.comm });
    return async () => JSON.parse(await (await fetch("", { body })).text()) as unknown;
  },
  async drainByModule(given) {
    const client = await open(given);
    return () => drain(client, given.sessionId);
  },
  async drainByFetch(given) {
    return async () => {
      let count = 0;
      for (const { url, init } of given.requests) {
        const response = await fetch(url, init);
        const page = JSON.parse(await response.text()) as { req_0: { data: { messages: { id: string }[] } } };
        for (const message of page.req_0.data.messages) if (message.id) count++;
      }
      return count;
    };
  },
  async batchTogether(given) {
    const client = await open(given);
    const calls = Array.from({ length: batchSize }, () => ({ call: "getConfig" as const, args: [1] as [number] }));
    return async () => (await client.batch(calls)).length;
  },
  async batchApart(given) {
    const client = await open(given);
    return async () => {
      let count = 0;
      for (; count < batchSize; count++) await client.getConfig(1);
      return count;
    };
  },
  async batchAtOnce(given) {
    const client = await open(given);
    return async () => (await Promise.all(Array.from({ length: batchSize }, () => client.getConfig(1)))).length;
  },
} satisfies Record<string, (given: Given) => Promise<Work>>;

export type SideName = keyof typeof sides;

let work: Work | undefined;

/** Prepares a side in the place of the one before, does its work once and gives the JSON of what came of it. */
export async function prepare(name: SideName, given: Given): Promise<string> {
  work = await sides[name](given);
  return JSON.stringify(await work());
}

/** Does the work a number of times, one after the other, and gives the milliseconds that each took. */
export async function time(units: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < units; i++) await work!();
  return (performance.now() - start) / units;
}
