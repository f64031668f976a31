// The options of a list: pages that are asked for before they are wanted.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InvalidArgumentError } from "qqmusic-private-message";
import { data, rejection, stubbed } from "./support.js";
import { all, idsOf, list } from "./paged-list.js";

describe("prefetch", () => {
  for (const [what, options, limit, requests] of [
    ["asks for nothing before it is wanted by default", {}, undefined, [1, 2, 3]],
    ["asks for nothing before it is wanted with 0", { prefetch: 0 }, undefined, [1, 2, 3]],
    ["asks for nothing before it is wanted with undefined", { prefetch: undefined }, undefined, [1, 2, 3]],
    ["asks for one page before it is wanted with 1", { prefetch: 1 }, undefined, [2, 3, 3]],
    ["asks for no page behind a limit", { prefetch: 1 }, 2, [2, 2]],
  ] as const) {
    it(what, async () => {
      const { client, sent } = await stubbed({}, list);
      const came: number[] = [];
      for await (const page of client.getSessions({ size: 2, ...options }).pages({ limit })) {
        assert.ok(page.sessions.length > 0);
        do await new Promise((resolve) => setTimeout(resolve));
        while (sent.length < requests[came.length]!);
        came.push(sent.length);
      }
      assert.deepEqual(came, requests);
    });
  }

  it("gives the same items", async () => {
    const { client } = await stubbed({}, list);
    assert.deepEqual(await idsOf(client.getSessions({ size: 2, prefetch: 1 })), all);
  });

  it("asks for nothing behind the last page of a list", async () => {
    const { client, sent } = await stubbed({}, data({ has_more: 0, sessions: [{ session_id: "s0", sort_time: 9 }] }));
    assert.deepEqual(await idsOf(client.getSessions({ prefetch: 1 })), ["s0"]);
    assert.equal(sent.length, 1);
  });

  it("asks for one page of a list whose first page alone is wanted", async () => {
    const { client, sent } = await stubbed({}, list);
    await client.getSessions({ prefetch: 1 });
    assert.equal(sent.length, 1);
  });

  it("tells of a page that fails when its turn comes", async () => {
    const { client } = await stubbed({ maxRetries: 0 }, (sent) =>
      sent.calls[0]!.param["last_id"] === "" ? list(sent) : new Response("", { status: 500 }),
    );
    const ids: string[] = [];
    const failed = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions({ size: 2, prefetch: 1 })) ids.push(sessionId);
      })(),
    );
    assert.deepEqual([(failed as Error).name, ids], ["HTTPError", ["s0", "s1"]]);
  });

  it("leaves no rejection behind when the loop ends before the page that fails", async () => {
    const { client } = await stubbed({ maxRetries: 0 }, (sent) =>
      sent.calls[0]!.param["last_id"] === "" ? list(sent) : new Response("", { status: 500 }),
    );
    for await (const _ of client.getSessions({ size: 2, prefetch: 1 })) break;
    await new Promise((resolve) => setTimeout(resolve)); // an unhandled rejection ends the test run
  });

  for (const wrong of [2, -1, 0.5, "1", true, null]) {
    it(`of ${JSON.stringify(wrong)} is refused, and nothing is sent`, async () => {
      const { client, sent } = await stubbed({}, list);
      const refused = await rejection(client.getMessages({ sessionId: "s", prefetch: wrong as 1 }));
      assert.ok(refused instanceof InvalidArgumentError);
      assert.deepEqual([refused.argument, sent.length], ["prefetch", 0]);
    });
  }
});

describe("the options of a list", () => {
  for (const wrong of [5, "size", true, null, []]) {
    it(`are no ${JSON.stringify(wrong)}, and nothing is sent`, async () => {
      const { client, sent } = await stubbed({}, list);
      const refused = await rejection(client.getSessions(wrong as unknown as object));
      assert.ok(refused instanceof InvalidArgumentError);
      assert.deepEqual([refused.argument, sent.length], ["options", 0]);
    });
  }
});
