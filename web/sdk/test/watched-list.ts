// A list of conversations that a test changes while a client watches it, and timers that it lets pass.

import { setImmediate } from "node:timers/promises";
import { mock } from "node:test";
import type { Client, ClientOptions, SessionUpdate, SessionWatch } from "qqmusic-private-message";
import { data, stubbed, type Sent } from "./support.js";

interface Listed {
  id: string;
  newest: string;
  unread: number;
  time: number;
}

/** A list of conversations, newest first, and how the gateway answers for it. */
class List {
  sessions: Listed[];
  unread = 0;
  asked: string[] = [];
  /** Called when a page was made. */
  answered: (() => void) | undefined;
  fail: (() => Response | Promise<Response>) | undefined;

  constructor(count: number) {
    this.sessions = Array.from({ length: count }, (_, i) => ({
      id: `s${i}`,
      newest: "m",
      unread: 0,
      time: 1000 - i,
    }));
  }

  /** Lets a message come into a conversation, which moves to the top. */
  write(id: string) {
    const session = this.sessions.find((one) => one.id === id)!;
    const others = this.sessions.filter((one) => one !== session);
    this.unread++;
    const { newest, unread } = session;
    this.sessions = [{ id, newest: `${newest}+`, unread: unread + 1, time: this.sessions[0]!.time + 1 }, ...others];
  }

  answer = ({ calls, comm }: Sent): Response | Promise<Response> => {
    const { last_id: last, size } = calls[0]!.param as { last_id: string; size: number };
    this.asked.push(last);
    if (this.fail) return this.fail();
    if (comm["qq"] === "20002")
      return new Response(data({ sessions: [{ session_id: "other", sort_time: 1 }], has_more: 0 }));
    const from = this.sessions.findIndex(({ id }) => id === last) + 1;
    const sessions = this.sessions.slice(from, from + size).map(({ id, newest, unread, time }) => ({
      session_id: id,
      new_msg: { id: newest },
      new_msg_cnt: unread,
      sort_time: time,
    }));
    const has_more = from + size < this.sessions.length ? 1 : 0;
    this.answered?.();
    return new Response(data({ has_more, new_msg_cnt: this.unread, sessions }));
  };
}

/** Lets everything run that is ready. */
export async function settle() {
  for (let i = 0; i < 50; i++) await setImmediate();
}

/** Lets time pass. */
export async function pass(ms: number) {
  mock.timers.tick(ms);
  await settle();
}

/** An update in short. */
export const short = ({ first, sessions, unread }: SessionUpdate) =>
  `${first ? "first " : ""}${unread}: ${sessions.map(({ sessionId }) => sessionId).join(" ")}`;

/** Goes through a watch and notes what comes of it. */
export function follow(watch: SessionWatch) {
  const seen: string[] = [];
  const end = (async () => {
    for await (const update of watch) seen.push(short(update));
  })().then(
    () => "ended",
    (error: unknown) => error,
  );
  return { seen, end };
}
let client: Client | undefined;

/** A client whose list has so many conversations. */
export async function started(count: number, options: ClientOptions = {}): Promise<{ client: Client; list: List }> {
  const list = new List(count);
  const { client: created } = await stubbed({ maxRetries: 0, ...options }, list.answer);
  client = created;
  return { client: created, list };
}

/** Before each test: no time passes but what it lets pass. */
export function stopTime() {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
}

/** After each test. */
export function endWatch() {
  client?.close();
  mock.timers.reset();
}
