// What the package gives for waiting for news: a list that the test changes, and timers that it lets pass.

import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  InvalidArgumentError,
  TimeoutError,
  type Client,
  type ClientOptions,
  type SessionPage,
  type SessionUpdate,
  type SessionWatch,
  type WatchOptions,
} from "qqmusic-private-message";
import { watch } from "../src/watch.ts";
import { data, login, refused, rejection, stubbed, type Sent } from "./support.js";

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
async function settle() {
  for (let i = 0; i < 50; i++) await setImmediate();
}

/** Lets time pass. */
async function pass(ms: number) {
  mock.timers.tick(ms);
  await settle();
}

/** An update in short. */
const short = ({ first, sessions, unread }: SessionUpdate) =>
  `${first ? "first " : ""}${unread}: ${sessions.map(({ sessionId }) => sessionId).join(" ")}`;

/** Goes through a watch and notes what comes of it. */
function follow(watch: SessionWatch) {
  const seen: string[] = [];
  const end = (async () => {
    for await (const update of watch) seen.push(short(update));
  })().then(
    () => "ended",
    (error: unknown) => error,
  );
  return { seen, end };
}

let client: Client;
let list: List;

async function start(count: number, options: ClientOptions = {}) {
  list = new List(count);
  ({ client } = await stubbed({ maxRetries: 0, ...options }, list.answer));
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
afterEach(() => {
  client?.close();
  mock.timers.reset();
});

describe("watch", () => {
  it("gives the first page, then what changed, and nothing when nothing did", async () => {
    await start(5);
    const { seen } = follow(client.watch());
    await settle();
    assert.deepEqual(seen, ["first 0: s0 s1 s2 s3 s4"]);
    await pass(59_999);
    assert.equal(list.asked.length, 1, "a minute is the default");
    await pass(1);
    assert.equal(list.asked.length, 2);
    assert.equal(seen.length, 1);
    list.write("s3");
    await pass(60_000);
    list.write("s1");
    list.write("s0");
    await pass(60_000);
    list.unread = 1;
    await pass(60_000);
    assert.deepEqual(seen.slice(1), ["1: s3", "3: s0 s1", "1: "]);
  });

  it("follows the pages to what is as it was, and no further", async () => {
    await start(48);
    const { seen } = follow(client.watch({ size: 10 }));
    await settle();
    for (let i = 47; i > 12; i--) list.write(`s${i}`);
    await pass(60_000);
    assert.equal(seen[1], `35: ${Array.from({ length: 35 }, (_, i) => `s${i + 13}`).join(" ")}`);
    assert.deepEqual(list.asked, ["", "", "s22", "s32", "s42"], "the fifth page is as it was");
  });

  it("tells of each conversation once when the list moves while its pages are read", async () => {
    await start(8);
    const { seen } = follow(client.watch({ size: 4 }));
    await settle();
    for (let i = 7; i > 1; i--) list.write(`s${i}`);
    list.answered = () => {
      if (list.asked.length !== 2) return;
      list.write("s3");
      list.write("s5"); // the last of the first page: the second begins behind it
    };
    await pass(60_000);
    assert.equal(seen[1], "8: s3 s2 s4 s5 s6 s7");
  });

  it("is newest first, whatever the order of the list", async () => {
    await start(3);
    list.sessions.reverse();
    const { seen } = follow(client.watch());
    await settle();
    assert.deepEqual(seen, ["first 0: s0 s1 s2"]);
  });

  it("tells of a conversation that was not there, wherever in the list it appears", async () => {
    await start(6);
    const [first, ...others] = list.sessions;
    first!.time = 2000;
    const { seen } = follow(client.watch({ size: 2 }));
    await settle();
    first!.newest = "another";
    list.sessions = [first!, { id: "new", newest: "m", unread: 0, time: 1500 }, ...others];
    await pass(60_000);
    assert.equal(seen[1], "0: s0 new");
  });

  it("tells again of a conversation that was gone meanwhile", async () => {
    await start(2);
    const { seen } = follow(client.watch());
    await settle();
    const all = list.sessions;
    list.sessions = all.slice(0, 1);
    await pass(60_000);
    list.sessions = all;
    await pass(60_000);
    assert.deepEqual(seen.slice(1), ["0: s1"]);
  });

  it("remembers a conversation that a look did not get to", async () => {
    await start(5);
    const { seen } = follow(client.watch({ size: 2 }));
    await settle();
    for (const id of ["s2", "s3"]) list.write(id);
    await pass(60_000);
    await pass(60_000); // reads one page
    list.sessions.find(({ id }) => id === "s0")!.unread = 1;
    for (const id of ["s2", "s3"]) list.write(id);
    await pass(60_000);
    assert.deepEqual(seen.slice(1), ["2: s3 s2", "4: s3 s2 s0"]);
  });

  it("tells of what is behind the first page and of the time of the last one on it: it may be new", async () => {
    await start(4);
    list.sessions[2]!.time = list.sessions[1]!.time;
    const { seen } = follow(client.watch({ size: 2 }));
    await settle();
    list.write("s1");
    list.write("s0");
    await pass(60_000);
    assert.deepEqual(seen.slice(1), ["2: s0 s1 s2"]);
  });

  it("makes no call while its consumer is busy, and looks at once when it comes back late", async () => {
    await start(1);
    const updates = client.watch({ interval: 1000 })[Symbol.asyncIterator]();
    await updates.next();
    await pass(3_600_000);
    assert.equal(list.asked.length, 1);
    list.write("s0");
    assert.equal(short((await updates.next()).value!), "1: s0");
    await updates.return!();
  });

  it("counts the time that its consumer takes", async () => {
    await start(1);
    const updates = client.watch()[Symbol.asyncIterator]();
    await updates.next();
    await pass(45_000);
    list.write("s0");
    const next = updates.next();
    await settle();
    await pass(14_999);
    assert.equal(list.asked.length, 1);
    await pass(1);
    assert.equal(short((await next).value!), "1: s0");
    await updates.return!();
  });

  it("lists what could not be read", async () => {
    await start(1);
    list.fail = () => new Response(data({ has_more: 0, new_msg_cnt: [], sessions: [] }));
    const updates = client.watch({ interval: 1000 })[Symbol.asyncIterator]();
    const { value } = await updates.next();
    assert.deepEqual(value?.problems, [{ path: "/req_0/data/new_msg_cnt", expected: "integer", got: "array" }]);
    list.fail = undefined;
    await pass(1000);
    assert.ok(!("problems" in (await updates.next()).value!), "only where there are some");
  });

  it("looks at once when it is told to", async () => {
    await start(2);
    const watch = client.watch();
    const { seen } = follow(watch);
    await settle();
    list.write("s1");
    watch.look();
    await settle();
    assert.deepEqual(seen, ["first 0: s0 s1", "1: s1"]);
  });

  it("looks at once when it is told to during a look", async () => {
    await start(2);
    const watch = client.watch();
    list.answered = () => {
      if (list.asked.length === 1) watch.look();
    };
    follow(watch);
    await settle();
    assert.equal(list.asked.length, 2);
  });

  it("is not hurried past a wait that the gateway wants", async () => {
    await start(1);
    const watch = client.watch();
    for (const [answer, wanted] of [
      [() => new Response(refused(2001)), 120_000],
      [() => new Response("", { status: 503, headers: { "Retry-After": "90" } }), 90_000],
    ] as const) {
      list.fail = answer;
      const before = list.asked.length;
      if (before === 0) follow(watch);
      await settle();
      for (let i = 0; i < 3; i++) {
        watch.look();
        await settle();
      }
      assert.equal(list.asked.length, before + 1);
      list.fail = undefined;
      await pass(wanted - 1);
      assert.equal(list.asked.length, before + 1);
      await pass(1);
      assert.equal(list.asked.length, before + 2, "at its end, for it was told to look");
      watch.look();
    }
  });

  const wait = (ms: number) => Math.round(ms / 60_000);
  for (const [name, answer, at] of [
    ["a cut connection", () => Promise.reject(new TypeError("cut")), [0, 2, 6, 14, 24, 34]],
    ["503", () => new Response("", { status: 503 }), [0, 2, 6, 14, 24, 34]],
    ["a rate limit", () => new Response(refused(2001)), [0, 2, 6, 14, 24, 34]],
    ["429 with a wait", () => new Response("", { status: 429, headers: { "Retry-After": "300" } }), [0, 5, 10, 18, 28]],
  ] as const) {
    it(`waits ${name} out, longer each time`, async () => {
      await start(1);
      list.fail = answer;
      const { seen } = follow(client.watch());
      await settle();
      const looks = [0];
      for (let now = 0; looks.length < at.length; now += 60_000) {
        const before = list.asked.length;
        await pass(60_000);
        if (list.asked.length > before) looks.push(wait(now + 60_000));
      }
      assert.deepEqual(looks, at);
      list.fail = undefined;
      await pass(600_000);
      assert.deepEqual(seen, ["first 0: s0"]);
      const before = list.asked.length;
      await pass(60_000);
      assert.equal(list.asked.length, before + 1, "an interval again");
    });
  }

  it("waits a day at most, whatever the gateway asks", async () => {
    await start(1);
    list.fail = () => new Response("", { status: 503, headers: { "Retry-After": "31536000" } });
    follow(client.watch());
    await settle();
    await pass(86_400_000 - 1);
    assert.equal(list.asked.length, 1);
    await pass(1);
    assert.equal(list.asked.length, 2);
  });

  it("loses nothing when a look fails on its second page", async () => {
    await start(30);
    const { seen } = follow(client.watch());
    await settle();
    for (let i = 0; i < 25; i++) list.write(`s${i}`);
    list.fail = () => {
      list.fail = undefined;
      return new Response("", { status: 500 });
    };
    await pass(60_000);
    assert.equal(seen.length, 1);
    await pass(120_000);
    assert.equal(seen[1]?.split(" ").length, 26);
  });

  it("waits a look out that took too long", async () => {
    const page = { hasMore: 0, newMsgCnt: 0, sessions: [] } as unknown as SessionPage;
    let looks = 0;
    const firstPage = async () => {
      if (++looks === 1) throw new TimeoutError("it took too long");
      return { page, account: "1", next: null };
    };
    const { seen } = follow(watch({ firstPage, onEnd: () => () => {} }));
    await settle();
    await pass(120_000);
    assert.deepEqual(seen, ["first 0: "]);
  });

  for (const [name, code] of [
    ["an expired login", 1000],
    ["a refusal", 7],
  ] as const) {
    it(`ends with ${name}`, async () => {
      await start(1);
      list.fail = () => new Response(refused(code));
      const { end } = follow(client.watch());
      assert.equal(((await end) as { code?: number }).code, code);
    });
  }

  it("ends with a status that says that the request is wrong", async () => {
    await start(1);
    list.fail = () => new Response("", { status: 404 });
    const { end } = follow(client.watch());
    assert.equal(((await end) as { status?: number }).status, 404);
  });

  for (const during of ["a wait", "a look"] as const) {
    it(`ends at once with the reason of an abort during ${during}`, async () => {
      await start(1);
      const stop = new AbortController();
      const { end } = follow(client.watch({ signal: stop.signal }));
      await settle();
      if (during === "a look") {
        list.fail = () => new Promise<never>(() => {});
        await pass(60_000);
      }
      const reason = new Error("the page was left");
      stop.abort(reason);
      assert.equal(await end, reason);
      const looks = list.asked.length;
      await pass(3_600_000);
      assert.equal(list.asked.length, looks, "no timer is left");
    });

    it(`ends at once when its iterator is ended during ${during}`, async () => {
      await start(1);
      const updates = client.watch()[Symbol.asyncIterator]();
      await updates.next();
      const pending = updates.next();
      await settle();
      if (during === "a look") {
        list.fail = () => new Promise<never>(() => {});
        await pass(60_000);
      }
      assert.deepEqual(await updates.return!(), { done: true, value: undefined });
      assert.deepEqual(await pending, { done: true, value: undefined });
    });

    it(`ends with ClosedError when the client is closed during ${during}`, async () => {
      await start(1);
      const { end } = follow(client.watch());
      await settle();
      if (during === "a look") {
        list.fail = () => new Promise<never>(() => {});
        await pass(60_000);
      }
      client.close();
      assert.equal(((await end) as Error).name, "ClosedError");
    });
  }

  it("ends at once with the reason of an abort while its consumer was busy", async () => {
    await start(1);
    const stop = new AbortController();
    const updates = client.watch({ signal: stop.signal })[Symbol.asyncIterator]();
    await updates.next();
    stop.abort("enough");
    assert.equal(await rejection(updates.next()), "enough");
  });

  it("gives nothing that it finds when it was ended meanwhile", async () => {
    const stop = new AbortController();
    await start(1, { onEvent: () => stop.abort("enough") });
    const { seen, end } = follow(client.watch({ signal: stop.signal }));
    assert.equal(await end, "enough");
    assert.deepEqual(seen, []);
  });

  it("gives nothing of a page that had come when it was ended", async () => {
    const stop = new AbortController();
    const page = { hasMore: 0, newMsgCnt: 0, sessions: [] } as unknown as SessionPage;
    const firstPage = async () => {
      stop.abort("enough");
      return { page, account: "1", next: null };
    };
    const { seen, end } = follow(watch({ firstPage, onEnd: () => () => {} }, { signal: stop.signal }));
    assert.equal(await end, "enough");
    assert.deepEqual(seen, []);
  });

  it("waits for longer than a timer can", async () => {
    await start(1);
    follow(client.watch({ interval: 3e9 }));
    await settle();
    await pass(2 ** 31 - 1);
    await pass(3e9 - 2 ** 31);
    assert.equal(list.asked.length, 1);
    await pass(1);
    assert.equal(list.asked.length, 2);
  });

  it("makes no call with a signal that is aborted already", async () => {
    await start(1);
    const { end } = follow(client.watch({ signal: AbortSignal.abort("no") }));
    assert.equal(await end, "no");
    assert.deepEqual(list.asked, []);
  });

  it("ends with a break, and leaves its signal alone", async () => {
    await start(1);
    let listeners = 0;
    const { signal } = new AbortController();
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    for await (const { first } of client.watch({ signal })) {
      assert.equal(first, true);
      break;
    }
    assert.equal(listeners, 0);
  });

  it("is not kept by its client once it has ended", async () => {
    await start(1);
    const ended = async () => {
      const watch = client.watch();
      for await (const { first } of watch) if (first) break;
      return new WeakRef(watch);
    };
    const watch = await ended();
    await settle();
    setFlagsFromString("--expose-gc");
    (runInNewContext("gc") as () => void)();
    assert.equal(watch.deref(), undefined);
  });

  it("has one consumer", async () => {
    await start(1);
    const watch = client.watch();
    const updates = watch[Symbol.asyncIterator]();
    assert.throws(() => watch[Symbol.asyncIterator](), TypeError);
    await updates.return!();
    assert.throws(() => watch[Symbol.asyncIterator](), TypeError);
  });

  it("begins anew when the login is another account's", async () => {
    await start(2);
    const { seen } = follow(client.watch());
    await settle();
    client.setCredential({ musicid: "20002", musickey: "k" });
    await pass(60_000);
    client.setCredential(login);
    await pass(60_000);
    assert.deepEqual(seen, ["first 0: s0 s1", "first 0: other", "first 0: s0 s1"]);
  });

  it("can have a login of its own", async () => {
    await start(2);
    const { seen } = follow(client.watch({ credential: { musicid: "20002", musickey: "k" } }));
    await settle();
    assert.deepEqual(seen, ["first 0: other"]);
  });

  for (const [argument, options] of [
    ["interval", { interval: 999 }],
    ["interval", { interval: Number.NaN }],
    ["interval", { interval: Infinity }],
    ["interval", { interval: "1000" }],
    ["signal", { signal: 5 }],
    ["signal", { signal: null }],
    ["signal", { signal: new EventTarget() }],
    ["signal", { signal: { aborted: false } }],
    ["every", { every: 1000 }],
    ["options", null],
    ["options", "1000"],
    ["options", []],
  ] as unknown as [string, WatchOptions][]) {
    it(`refuses ${JSON.stringify(options)} and names ${argument}`, async () => {
      await start(1);
      assert.throws(
        () => client.watch(options),
        (error) => error instanceof InvalidArgumentError && error.argument === argument,
      );
    });
  }

  it("takes undefined for not given", async () => {
    await start(1);
    const options = {
      interval: undefined,
      signal: undefined,
      size: undefined,
      credential: undefined,
      every: undefined,
    };
    const { seen } = follow(client.watch(options));
    await settle();
    assert.deepEqual(seen, ["first 0: s0"]);
  });

  it("says with its first update that a size is wrong", async () => {
    await start(1);
    const { end } = follow(client.watch({ size: 1.5 }));
    assert.equal(((await end) as InvalidArgumentError).argument, "size");
  });
});
