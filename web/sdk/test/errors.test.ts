// Errors: which class a failure is of, and its fields.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import * as sdk from "qqmusic-private-message";
import {
  isQQMusicError,
  QQMusicError,
  type Client,
  type ClientEvent,
  type QQMusicErrors,
} from "qqmusic-private-message";
import { login, rejection, startSimulator, stubbed, stuck } from "./support.js";

type Name = Exclude<keyof QQMusicErrors, "QQMusicError">;

const fieldsOf = (error: object) => Object.fromEntries(Object.entries(error).filter(([name]) => name !== "name"));

describe("what the gateway does", () => {
  let gateway: Awaited<ReturnType<typeof startSimulator>>;
  let client: Client;
  before(async () => {
    gateway = await startSimulator();
    client = await gateway.client({ maxRetries: 0, timeout: 300 });
    await client.getConfig(1); // from here on there is a gateway session
  });
  beforeEach(() => gateway.reset());
  after(() => gateway?.stop());

  async function fails(name: Name, expected: object, call: () => Promise<unknown>) {
    const error = await rejection(call());
    assert.ok(error instanceof sdk[name], `${name}, not ${String(error)}`);
    assert.ok(error instanceof QQMusicError && error instanceof Error);
    assert.equal(error.name, name);
    assert.equal(error.constructor, sdk[name]);
    assert.match(error.stack ?? "", new RegExp(`^(Error|${name})\\b`));
    const { traceId = "none", ...fields } = fieldsOf(error);
    assert.deepEqual(fields, expected);
    assert.match(String(traceId), error.code === undefined ? /^none$/ : /^[0-9a-f]{16}$/, "an answer has one");
    return error;
  }

  const no = { retryable: false, maybeSent: false };
  const call = "getConfig";

  it("InvalidArgumentError", async () => {
    await fails("InvalidArgumentError", { ...no, call: "getSessions", argument: "size" }, () =>
      client.getSessions({ size: 1.5 }),
    );
  });

  it("CredentialInvalidError", async () => {
    await fails("CredentialInvalidError", { ...no, call }, () => client.getConfig(1, { credential: null }));
  });

  it("CredentialExpiredError", async () => {
    await fails("CredentialExpiredError", { ...no, call, code: 104401, data: { msg: "wrong key" } }, () =>
      client.getConfig(1, { credential: { ...gateway.accounts[1]!, musickey: "W_X_wrong" } }),
    );
  });

  it("CredentialExpiredError of a login that says itself that it is over", async () => {
    await fails("CredentialExpiredError", { ...no, call }, () =>
      client.getConfig(1, { credential: { ...login, createTime: 1, expiresIn: 1 } }),
    );
  });

  it("SignatureRequiredError", async () => {
    const error = await rejection(client.getFriendshipBadge("oK**", { sign: "never" }));
    assert.ok(error instanceof sdk.SignatureRequiredError);
    assert.deepEqual([error.call, error.code, error.retryable], ["getFriendshipBadge", 500031, false]);
  });

  it("RateLimitedError", async () => {
    const feedbackURL = "https://y.qq.com/verify";
    await gateway.inject({ kind: "child", code: 2001, data: { feedbackURL } });
    const error = await fails(
      "RateLimitedError",
      { call, code: 2001, feedbackURL, data: { feedbackURL }, retryable: true, maybeSent: false },
      () => client.getConfig(1),
    );
    assert.ok(!("retryAfter" in error), "a field that does not apply is not there");
  });

  it("CGIError", async () => {
    await fails("CGIError", { ...no, call: "deleteSession", code: 10006, data: { msg: "no such session" } }, () =>
      client.deleteSession("nothing"),
    );
  });

  it("GatewayError", async () => {
    await gateway.inject({ kind: "outer", code: 10009 });
    await fails("GatewayError", { ...no, call, code: 10009 }, () => client.getConfig(1));
  });

  it("HTTPError", async () => {
    await gateway.inject({ kind: "status", status: 429, retryAfter: "61" });
    const fields = { call, status: 429, retryAfter: 61_000, retryable: true, maybeSent: false };
    await fails("HTTPError", fields, () => client.getConfig(1));
  });

  it("NetworkError, whose cause is what fetch rejected with", async () => {
    await gateway.inject({ kind: "cutBeforeHeaders" });
    const error = await fails("NetworkError", { call, retryable: true, maybeSent: false }, () => client.getConfig(1));
    assert.ok(error.cause instanceof TypeError);
    assert.ok(!Object.keys(error).includes("cause"));
  });

  it("NetworkError of a write, which may have arrived", async () => {
    await gateway.inject({ kind: "cutAfterHeaders" });
    const fields = { call: "setConfig", retryable: false, maybeSent: true };
    await fails("NetworkError", fields, () => client.setConfig(1, 7));
  });

  it("TimeoutError", async () => {
    await gateway.inject({ kind: "", delayMs: 60_000 });
    await fails("TimeoutError", { call, retryable: true, maybeSent: false }, () => client.getConfig(1));
  });

  it("DataError", async () => {
    await gateway.inject({ kind: "html" });
    await fails("DataError", { ...no, call }, () => client.getConfig(1));
  });

  it("ClosedError", async () => {
    const other = await gateway.client();
    other.close();
    await fails("ClosedError", no, () => other.getConfig(1));
  });

  it("a code beyond a double stays exact", async () => {
    const { client } = await stubbed({}, '{"code":9223372036854775807}');
    assert.equal((await rejection(client.getConfig(1))).code, "9223372036854775807");
  });

  it("no error holds the musickey", async () => {
    for (const kind of ["status", "html", "child", "outer", "cutBody", "truncated"]) {
      await gateway.inject({ kind });
      const error = await rejection(client.getConfig(1));
      const { musickey } = gateway.accounts[1]!;
      assert.ok(![JSON.stringify(error), error.stack, String(error.cause)].some((text) => text?.includes(musickey)));
    }
  });
});

describe("what is no error of this package", () => {
  it("the reason of an abort is given as it is, whatever it is", async () => {
    const reasons = [
      undefined,
      "text",
      null,
      new RangeError("mine"),
      new sdk.CGIError("mine"),
      new DOMException("mine", "TimeoutError"),
    ];
    const named = Object.assign(new Error("mine"), { name: "TimeoutError" });
    for (const reason of [...reasons, named]) {
      const { fetch, onItsWay } = stuck();
      const { client } = await stubbed({ fetch });
      const abort = new AbortController();
      const call = rejection(client.getConfig(1, { signal: abort.signal }));
      await onItsWay;
      abort.abort(reason);
      assert.equal(await call, abort.signal.reason);
      assert.equal(
        await rejection(client.getSessions({ signal: abort.signal })),
        abort.signal.reason,
        "aborted before",
      );
    }
  });

  it("AbortSignal.timeout too", async () => {
    const { client } = await stubbed({ fetch: stuck().fetch });
    const signal = AbortSignal.timeout(5);
    const error = await rejection(client.getConfig(1, { signal }));
    assert.equal(error, signal.reason);
    assert.ok(!isQQMusicError(error));
  });

  it("what a caller's getter throws", async () => {
    const { client } = await stubbed({});
    const mine = new RangeError("mine");
    const thrower = {
      get size(): number {
        throw mine;
      },
    };
    assert.equal(await rejection(client.getSessions(thrower)), mine);
    assert.equal(
      await rejection(client.getChatEntries([1], { get userId(): string { throw mine; } })), // prettier-ignore
      mine,
    );
  });
});

describe("an abort ends a wait at once", () => {
  it("for a back-off", async () => {
    const abort = new AbortController();
    const busy = () => new Response("", { status: 503, headers: { "Retry-After": "59" } });
    const onEvent = ({ status }: ClientEvent) => {
      if (status === 503) setTimeout(() => abort.abort("enough"));
    };
    const { client, sent } = await stubbed({ onEvent }, busy);
    assert.equal(await rejection(client.getConfig(1, { signal: abort.signal })), "enough");
    assert.equal(sent.length, 1);
  });

  it("for the rate limit", async () => {
    const { client } = await stubbed({ rateLimit: { rate: 1e-6, burst: 2 } });
    await client.getConfig(1); // with the gateway session that is all of the burst
    const abort = new AbortController();
    const call = rejection(client.getConfig(1, { signal: abort.signal }));
    setTimeout(() => abort.abort("enough"));
    assert.equal(await call, "enough");
  });
});
