// Messages are read whichever way the gateway's pages come.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import { positionsIn } from "../archive/history-pieces.ts";
import { MessageReader, type PageRequest } from "../archive/message-reader.ts";
import { MemoryStore } from "../archive/memory-store.ts";
import { CGIError, NetworkError } from "../../sdk/src/errors.ts";
import type { Client, Message } from "../../sdk/src/index.ts";
import type { Learned } from "../model/learned.ts";
import { ArchiveWorld } from "./archive-world.ts";
import { message, session } from "./messages.ts";
import { messagesPage } from "./pages.ts";

const id = "s";
const size = 10;

/** What tells the order of messages. */
interface Keys {
  sequence: boolean;
  times: boolean;
}

const keys: [what: string, keys: Keys][] = [
  ["sequences and times", { sequence: true, times: true }],
  ["sequences alone", { sequence: true, times: false }],
  ["times alone", { sequence: false, times: true }],
];
const noKeys: Keys = { sequence: false, times: false };

function conversation(count: number, { sequence, times }: Keys): Message[] {
  return Array.from({ length: count }, (_, i) =>
    message(i + 1, { sequence: sequence ? i + 1 : 0, time: times ? 1_780_000_000 + i : 0, sortTime: 0 }),
  );
}

type Answering = (messages: readonly Message[], request: PageRequest) => { messages: Message[]; hasMore: boolean };

const placeOf = (messages: readonly Message[], lastId: string) => messages.findIndex((one) => one.id === lastId);

const newestFirst: Answering = (messages, { lastId }) => {
  const end = lastId === undefined ? messages.length : placeOf(messages, lastId);
  const start = Math.max(0, end - size);
  return { messages: messages.slice(start, end).toReversed(), hasMore: start > 0 };
};
const oldestFirst: Answering = (messages, request) => {
  const page = newestFirst(messages, request);
  return { ...page, messages: page.messages.toReversed() };
};
const fromBeginning: Answering = (messages, { lastId }) => {
  const start = lastId === undefined ? 0 : placeOf(messages, lastId) + 1;
  return { messages: messages.slice(start, start + size), hasMore: start + size < messages.length };
};
const turnsWith =
  (order: number): Answering =>
  (messages, request) =>
    (request.order === order ? newestFirst : fromBeginning)(messages, request);

async function world(messages: Message[], answering: Answering, before: Learned = {}) {
  const archive = await new ArchiveWorld().tab(new MemoryStore());
  const requests: PageRequest[] = [];
  const learned = signal(before);
  const it = { answering, newest: messages.at(-1) ?? null };
  await archive.put({ ...session("A"), sessionId: id, newMsg: it.newest });
  const client = {
    getMessages: async (request: PageRequest) => {
      requests.push(request);
      const { messages: page, hasMore } = it.answering(messages, request);
      return messagesPage(page, hasMore);
    },
  } as unknown as Client;
  const learning = { learned, learn: (what: Learned) => (learned.value = { ...learned.value, ...what }) };
  const reader = new MessageReader({ call: async (work) => work(client), learned: learning }, archive);
  const known = (await archive.hold(id)) as { value: Parameters<typeof positionsIn>[0] };
  const ids = () => known.value.pieces.flatMap(({ run }) => run.messages.map((one) => Number(one.id)));
  const gaps = () => known.value.pieces.filter(({ joined }) => !joined).length;
  return { archive, reader, requests, learned, ids, gaps, messages, client: it };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("a gateway whose pages come newest first", () => {
  for (const [what, kind] of [...keys, ["nothing that tells", noKeys] as const]) {
    it(`is read page by page, with ${what}`, async () => {
      const { reader, requests, ids, gaps, learned } = await world(conversation(25, kind), newestFirst);
      const { page } = await reader.newest(id);
      await reader.before(id, "16");
      assert.deepEqual([page.messages[0]!.id, ids(), gaps()], ["25", range(6, 25), 1]);
      assert.deepEqual([requests.length, learned.value], [2, {}]);
    });
  }

  it("is asked no more than once when the newest message of the list is in no page", async () => {
    const it = await world(conversation(25, keys[0]![1]), newestFirst);
    await it.archive.put({ ...session("A"), sessionId: id, newMsg: message(99, { sequence: 99 }) });
    await it.reader.newest(id);
    const asked = it.requests.length;
    await it.reader.newest(id);
    assert.deepEqual([it.requests.length - asked, it.learned.value, it.ids()], [1, {}, range(16, 25)]);
  });

  it("is read as it is although the other orders are refused", async () => {
    const it = await world(conversation(25, keys[0]![1]), (messages, request) => {
      if (request.order !== undefined) throw new CGIError("order", { code: 10004 });
      return newestFirst(messages, request);
    });
    await it.archive.put({ ...session("A"), sessionId: id, newMsg: message(99, { sequence: 99 }) });
    await it.reader.newest(id);
    assert.deepEqual(it.ids(), range(16, 25));
  });
});

describe("a gateway whose pages come oldest first", () => {
  for (const [what, kind] of [...keys, ["the newest message of the list alone to tell", noKeys] as const]) {
    it(`is read page by page, with ${what}`, async () => {
      const { reader, requests, ids, gaps, learned } = await world(conversation(25, kind), oldestFirst);
      const { page } = await reader.newest(id);
      await reader.before(id, "16");
      assert.deepEqual([page.messages[0]!.id, ids(), gaps()], ["25", range(6, 25), 1]);
      assert.deepEqual([requests.length, learned.value], [2, { pageOrder: "oldestFirst" }]);
    });
  }

  it("is known as such afterwards, where nothing tells", async () => {
    const it = await world(conversation(5, noKeys), oldestFirst, { pageOrder: "oldestFirst" });
    await it.archive.put({ ...session("A"), sessionId: id, newMsg: null });
    await it.reader.newest(id);
    assert.deepEqual(it.ids(), range(1, 5));
  });

  it("may turn where the newest message of the list alone tells", async () => {
    const it = await world(conversation(5, noKeys), newestFirst, { pageOrder: "oldestFirst" });
    await it.reader.newest(id);
    assert.deepEqual([it.ids(), it.learned.value], [range(1, 5), { pageOrder: "newestFirst" }]);
  });

  it("may turn", async () => {
    const it = await world(conversation(25, keys[0]![1]), oldestFirst);
    await it.reader.newest(id);
    it.client.answering = newestFirst;
    await it.reader.newest(id);
    assert.deepEqual([it.ids(), it.learned.value], [range(16, 25), { pageOrder: "newestFirst" }]);
  });
});

describe("a gateway that begins with the oldest page", () => {
  for (const order of [0, 2]) {
    for (const [what, kind] of [...keys, ["the newest message of the list alone to tell", noKeys] as const]) {
      it(`is asked with order ${order}, which turns it, with ${what}`, async () => {
        const { reader, requests, ids, gaps, learned } = await world(conversation(25, kind), turnsWith(order));
        const { page } = await reader.newest(id);
        await reader.before(id, "16");
        assert.deepEqual([page.messages[0]!.id, ids(), gaps()], ["25", range(6, 25), 1]);
        assert.deepEqual(learned.value, { newestOrder: order });
        assert.deepEqual(requests.at(-1), { sessionId: id, lastId: "16", order });
      });
    }
  }

  it("is asked with the default again when that is what turns it by now", async () => {
    const it = await world(conversation(25, keys[0]![1]), turnsWith(1), { newestOrder: 0 });
    await it.reader.newest(id);
    assert.deepEqual([it.ids(), it.learned.value], [range(16, 25), { newestOrder: 1 }]);
  });

  for (const [what, kind] of keys) {
    it(`and does nothing else is read to its end, with ${what}`, async () => {
      const { reader, ids, gaps, learned } = await world(conversation(35, kind), fromBeginning);
      const { page, added } = await reader.newest(id);
      assert.deepEqual([ids(), gaps(), added.length, page.messages[0]!.id], [range(1, 35), 0, 35, "35"]);
      assert.deepEqual(learned.value, { pageOrder: "fromBeginning" });
    });
  }

  it("is not mistaken for another while it does not answer", async () => {
    const it = await world(conversation(25, keys[0]![1]), (messages, request) => {
      if (request.order !== undefined) throw new NetworkError("gone");
      return fromBeginning(messages, request);
    });
    await assert.rejects(it.reader.newest(id), { name: "NetworkError" });
    assert.deepEqual(it.ids(), []);
    it.client.answering = fromBeginning;
    await it.reader.newest(id);
    assert.deepEqual(it.ids(), range(1, 25));
  });

  it("is asked for what came since, and for no more", async () => {
    const it = await world(conversation(35, keys[0]![1]), fromBeginning);
    await it.reader.newest(id);
    it.messages.push(message(36, { sequence: 36 }));
    const asked = it.requests.length;
    const { added } = await it.reader.newest(id);
    assert.deepEqual(
      [added.map((one) => one.id), it.requests.slice(asked)],
      [["36"], [{ sessionId: id, lastId: "35" }]],
    );
  });

  it("is asked for what is in a gap from its other side", async () => {
    const all = conversation(35, keys[0]![1]);
    const it = await world(all, fromBeginning, { pageOrder: "fromBeginning" });
    await it.archive.takePage(id, { messages: all.slice(0, 5).toReversed(), hasMore: true, after: null }, 1);
    await it.archive.takeSent(id, [all[11]!]);
    await it.reader.before(id, "12");
    assert.deepEqual([it.ids(), it.gaps(), it.requests], [range(1, 15), 0, [{ sessionId: id, lastId: "5" }]]);
  });

  it("may turn", async () => {
    const it = await world(conversation(25, keys[0]![1]), fromBeginning);
    await it.reader.newest(id);
    it.client.answering = newestFirst;
    it.messages.push(message(26, { sequence: 26 }));
    await it.reader.newest(id);
    assert.deepEqual([it.ids(), it.learned.value], [range(1, 26), { pageOrder: "newestFirst" }]);
  });

  it("may turn before anything of a conversation is known", async () => {
    const it = await world(conversation(25, keys[0]![1]), newestFirst, { pageOrder: "fromBeginning" });
    await it.reader.newest(id);
    assert.deepEqual([it.ids(), it.gaps(), it.learned.value], [range(16, 25), 1, { pageOrder: "newestFirst" }]);
  });

  it("is read on when that is forgotten while a page is on its way: nothing that is known goes", async () => {
    const it = await world(conversation(35, keys[0]![1]), fromBeginning);
    await it.reader.newest(id);
    it.messages.push(message(36, { sequence: 36 }));
    it.client.answering = (messages, request) => {
      it.learned.value = {};
      return fromBeginning(messages, request);
    };
    await it.reader.newest(id);
    assert.deepEqual(it.ids(), range(1, 36));
  });

  for (const [how, answering] of [
    ["by its order", turnsWith(0)],
    ["from its beginning", fromBeginning],
  ] as const) {
    it(`is found out again, and read ${how}, after that was forgotten: nothing that is known goes`, async () => {
      const it = await world(conversation(35, keys[0]![1]), answering);
      await it.reader.newest(id);
      const known = it.ids();
      it.learned.value = {};
      await it.reader.newest(id);
      assert.deepEqual(it.ids(), known);
    });
  }

  it("that gives the same page again is not asked for ever", async () => {
    const stuck: Answering = (messages) => ({ messages: messages.slice(0, size), hasMore: true });
    const it = await world(conversation(25, keys[0]![1]), stuck, { pageOrder: "fromBeginning" });
    await it.reader.newest(id);
    assert.ok(it.requests.length <= 3);
  });
});
