// When a watch looks: in time, at once, and after what went wrong.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { TimeoutError, type SessionPage } from "qqmusic-private-message";
import { watch } from "../src/watch.ts";
import { refused } from "./support.js";
import { endWatch, follow, pass, settle, started, stopTime } from "./watched-list.js";

beforeEach(stopTime);
afterEach(endWatch);

describe("watch", () => {
  it("looks at once when it is told to", async () => {
    const { client, list } = await started(2);
    const watch = client.watch();
    const { seen } = follow(watch);
    await settle();
    list.write("s1");
    watch.look();
    await settle();
    assert.deepEqual(seen, ["first 0: s0 s1", "1: s1"]);
  });

  it("looks at once when it is told to during a look", async () => {
    const { client, list } = await started(2);
    const watch = client.watch();
    list.answered = () => {
      if (list.asked.length === 1) watch.look();
    };
    follow(watch);
    await settle();
    assert.equal(list.asked.length, 2);
  });

  it("is not hurried past a wait that the gateway wants", async () => {
    const { client, list } = await started(1);
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
      const { client, list } = await started(1);
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
    const { client, list } = await started(1);
    list.fail = () => new Response("", { status: 503, headers: { "Retry-After": "31536000" } });
    follow(client.watch());
    await settle();
    await pass(86_400_000 - 1);
    assert.equal(list.asked.length, 1);
    await pass(1);
    assert.equal(list.asked.length, 2);
  });

  it("loses nothing when a look fails on its second page", async () => {
    const { client, list } = await started(30);
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

  it("waits for longer than a timer can", async () => {
    const { client, list } = await started(1);
    follow(client.watch({ interval: 3e9 }));
    await settle();
    await pass(2 ** 31 - 1);
    await pass(3e9 - 2 ** 31);
    assert.equal(list.asked.length, 1);
    await pass(1);
    assert.equal(list.asked.length, 2);
  });
});
