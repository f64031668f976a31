// How a watch ends.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { SessionPage } from "qqmusic-private-message";
import { watch } from "../src/watch.ts";
import { refused, rejection } from "./support.js";
import { endWatch, follow, pass, settle, started, stopTime } from "./watched-list.js";

beforeEach(stopTime);
afterEach(endWatch);

describe("watch", () => {
  for (const [name, code] of [
    ["an expired login", 1000],
    ["a refusal", 7],
  ] as const) {
    it(`ends with ${name}`, async () => {
      const { client, list } = await started(1);
      list.fail = () => new Response(refused(code));
      const { end } = follow(client.watch());
      assert.equal(((await end) as { code?: number }).code, code);
    });
  }

  it("ends with a status that says that the request is wrong", async () => {
    const { client, list } = await started(1);
    list.fail = () => new Response("", { status: 404 });
    const { end } = follow(client.watch());
    assert.equal(((await end) as { status?: number }).status, 404);
  });

  for (const during of ["a wait", "a look"] as const) {
    it(`ends at once with the reason of an abort during ${during}`, async () => {
      const { client, list } = await started(1);
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
      const { client, list } = await started(1);
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
      const { client, list } = await started(1);
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
    const { client } = await started(1);
    const stop = new AbortController();
    const updates = client.watch({ signal: stop.signal })[Symbol.asyncIterator]();
    await updates.next();
    stop.abort("enough");
    assert.equal(await rejection(updates.next()), "enough");
  });

  it("gives nothing that it finds when it was ended meanwhile", async () => {
    const stop = new AbortController();
    const { client } = await started(1, { onEvent: () => stop.abort("enough") });
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

  it("makes no call with a signal that is aborted already", async () => {
    const { client, list } = await started(1);
    const { end } = follow(client.watch({ signal: AbortSignal.abort("no") }));
    assert.equal(await end, "no");
    assert.deepEqual(list.asked, []);
  });

  it("ends with a break, and leaves its signal alone", async () => {
    const { client } = await started(1);
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
    const { client } = await started(1);
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
});
