// Many calls with few requests.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, InvalidArgumentError, type BatchCall } from "qqmusic-private-message";
import { data, rejection, stubbed, stuck, type Sent } from "./support.js";

/** Answers every call with its config_type; 13 is refused. */
function echo({ calls }: Sent): Response {
  const answers = calls.map(({ param }, i) => {
    const type = param["config_type"];
    return [`req_${i}`, type === 13 ? { code: 10013, data: { msg: "no" } } : { code: 0, data: { config_value: type } }];
  });
  return new Response(JSON.stringify({ code: 0, ...Object.fromEntries(answers) }));
}

const getConfig = (type: number) => ({ call: "getConfig", args: [type] }) as const;

describe("a batch", () => {
  it("gives the results in the order of its calls, 20 a request", async () => {
    const { client, sent } = await stubbed({}, echo);
    const results = await client.batch(Array.from({ length: 45 }, (_, i) => getConfig(i + 100)));
    assert.deepEqual(
      results.map((result) => result.configValue),
      Array.from({ length: 45 }, (_, i) => i + 100),
    );
    assert.deepEqual(sent.map(({ calls }) => calls.length).sort(), [20, 20, 5]);
  });

  it("puts no more than batchSize into a request", async () => {
    const { client, sent } = await stubbed({}, echo);
    await client.batch([getConfig(1), getConfig(2), getConfig(3)], { batchSize: 2 });
    assert.deepEqual(sent.map(({ calls }) => calls.length).sort(), [1, 2]);
  });

  it("takes calls of all kinds, with options of their own", async () => {
    const { client } = await stubbed({}, echo);
    const [config, raw, page] = await client.batch([
      { call: "getConfig", args: [7], options: { configValue: "x" } },
      { call: "getConfig", args: [8n], options: { raw: true } },
      { call: "getSessions" },
    ]);
    assert.equal(config.configValue, 7);
    assert.deepEqual(raw, { config_value: 8 });
    assert.deepEqual(page.sessions, []);
  });

  it("rejects with the first error, as an error of this package", async () => {
    const { client } = await stubbed({}, echo);
    const error = await rejection(client.batch([getConfig(1), getConfig(13)]));
    assert.ok(error instanceof CGIError);
    assert.deepEqual([error.call, error.code, error.data], ["getConfig", 10013, { msg: "no" }]);
  });

  for (const [what, options, sends] of [
    ["ends it", {}, 1],
    ["is given as it came, and ends nothing", { raw: true }, 3],
  ] as const) {
    it(`with an answer that cannot be read ${what}`, async () => {
      const { client, sent } = await stubbed({}, () => new Response(data({ subcode: {} })));
      const deleting = { call: "deleteSession", args: ["s"], options } as const;
      const done = client.batch([deleting, deleting, deleting], { batchSize: 1 });
      if (sends === 3) assert.deepEqual(await done, [{ subcode: {} }, { subcode: {} }, { subcode: {} }]);
      else assert.equal((await rejection(done)).name, "DataError");
      assert.equal(sent.length, sends);
    });
  }

  it("rejects with the signal's own reason", async () => {
    const { fetch, onItsWay } = stuck();
    const { client } = await stubbed({ fetch });
    const abort = new AbortController();
    const batch = rejection(client.batch([getConfig(1)], { signal: abort.signal }));
    await onItsWay;
    abort.abort("enough");
    assert.equal(await batch, "enough");
  });

  it("names the argument that is wrong, and sends nothing", async () => {
    const { client, sent } = await stubbed({}, echo);
    for (const [calls, options, argument] of [
      [[{ call: "getNothing" }], {}, "calls[0].call"],
      [[null], {}, "calls[0].call"],
      [[getConfig(1), { call: "getConfig", args: ["x"] }], {}, "calls[1].configType"],
      [[getConfig(1)], { batchSize: 21 }, "batchSize"],
      [[getConfig(1)], { size: 1 }, "size"],
      [5, {}, "calls"],
    ] as const) {
      const error = await rejection(client.batch(calls as unknown as BatchCall[], options as object));
      assert.ok(error instanceof InvalidArgumentError);
      assert.equal(error.argument, argument);
    }
    assert.equal(sent.length, 0);
  });

  it("of no calls sends nothing", async () => {
    const { client, sent } = await stubbed({}, echo);
    assert.deepEqual(await client.batch([]), []);
    assert.equal(sent.length, 0);
  });
});

describe("a settled batch", () => {
  it("gives the outcome of each call, errors of this package among them", async () => {
    const { client } = await stubbed({}, echo);
    const outcomes = await client.batch([getConfig(1), getConfig(13), { call: "getConfig", args: ["x"] }], {
      settled: true,
    });
    assert.deepEqual(outcomes[0], { status: "fulfilled", value: { configValue: 1, configValueStr: "", msg: "" } });
    const reasons = outcomes.slice(1).map((outcome) => outcome.status === "rejected" && outcome.reason);
    assert.ok(reasons[0] instanceof CGIError);
    assert.ok(reasons[1] instanceof InvalidArgumentError);
    assert.equal(reasons[1].argument, "calls[2].configType");
  });

  for (const odd of [
    { status: "rejected", reason: { name: "CGIError", message: "" } },
    { status: "rejected" },
    { reason: null },
  ]) {
    it(`leaves a raw answer alone that looks like an outcome: ${JSON.stringify(odd)}`, async () => {
      const { client } = await stubbed({}, data(odd));
      assert.deepEqual(await client.batch([{ call: "getConfig", args: [1], options: { raw: true } }]), [odd]);
    });
  }
});
