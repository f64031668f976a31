// A conversation to test with, and the gateway that it is read from.

import { signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Host } from "../host.ts";
import type { NewText, Outbox } from "../outbox/outbox.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import { numberAlone } from "../model/sides.ts";
import type { KeptPlace } from "../thread/kept-places.ts";
import { Thread } from "../thread/thread.ts";
import { FakeGateway, readingFrom } from "./fake-gateway.ts";
import { message } from "./messages.ts";

/** What there is before it is opened. */
interface Given {
  /** How many messages the gateway has. */
  size: number;
  /** The numbers of the messages that were read on an earlier visit, the first and the last one. */
  kept?: [from: number, to: number];
  /** Unread messages. */
  unread?: number;
  keepsGone?: boolean;
  hint?: string;
  /** The message at which somebody stood before. */
  stood?: string;
  /** What else the list says of it. */
  changes?: Partial<Session>;
}

/** The conversation "a", not yet opened. The gateway has the messages from 1 on in pages of 3. */
export async function conversation({ size, kept, unread = 0, keepsGone = false, hint = "", stood, changes }: Given) {
  const fake = new FakeGateway({ a: size });
  const calls: string[] = [];
  const refusals = new Map<string, Error>();
  const called = (call: string) => {
    calls.push(call);
    const refusal = refusals.get(call);
    if (refusal) throw refusal;
  };
  Object.assign(fake.client, {
    batch: async () => [{ status: "fulfilled", value: { hint } }, ...Array(3).fill({ status: "rejected" })],
    deleteMessage: async (_: string, id: string) => {
      called(`delete ${id}`);
      fake.histories.set(
        "a",
        fake.histories.get("a")!.filter((one) => one.id !== id),
      );
    },
    reportCardMessageAction: async (receiver: string, type: number, choice: number, id: string) =>
      called(`card ${receiver} ${type} ${choice} ${id}`),
    getSafetyHint: async (uin: string, { close }: { close: number }) => called(`hint ${uin} ${close}`),
  });
  const { gateway, archive, reader } = readingFrom(fake, { keepsGone });
  if (kept) {
    const [from, to] = kept;
    const messages = Array.from({ length: to - from + 1 }, (_, i) => message(to - i));
    await archive.takePage("a", { messages, hasMore: from > 1 }, -1);
  }
  let done = 0;
  const places = new Map<string, KeptPlace | undefined>();
  if (stood !== undefined) places.set("a", { messageId: stood, offset: -8 });
  const sent: NewText[] = [];
  const onItsWay = signal<readonly OutboxEntry[]>([]);
  const owners: string[] = [];
  const page = { hidden: signal(false), online: signal(true) };
  const thread = new Thread(
    { ...fake.sessions.get("a")!, newMsgCnt: unread, ...changes },
    {
      host: {} as Host,
      gateway,
      archive,
      reader,
      outbox: { of: () => onItsWay, add: (text: NewText) => void sent.push(text) } as unknown as Outbox,
      page,
      places: { of: (id) => places.get(id), keep: (id, place) => void places.set(id, place) },
      own: { self: signal(numberAlone("1")) },
      painted: async () => {},
      onOwner: (nick, avatar) => void owners.push(`${nick} ${avatar}`),
      onDone: () => done++,
    },
  );
  return {
    fake,
    thread,
    calls,
    refusals,
    archive,
    gateway,
    reader,
    page,
    /** What was given to the outbox. */
    sent,
    /** What the outbox has of this conversation. */
    onItsWay,
    /** Who was said to own the account. */
    owners,
    /** How often it was told that the user did something. */
    done: () => done,
    /** The messages that are shown, with … where some are missing. */
    shown() {
      const { messages, gaps } = thread.shown.window.value;
      return messages.flatMap(({ id }) => (gaps.has(id) ? ["…", id] : [id])).join(" ");
    },
    /** Takes a message away, on the phone. */
    deleteElsewhere(id: string) {
      const left = fake.histories.get("a")!.filter((one) => one.id !== id);
      fake.histories.set("a", left);
    },
    /** Lets the next question to the gateway fail. */
    failNext: (error: Error) => void fake.failures.set(fake.asked.length, () => error),
  };
}
