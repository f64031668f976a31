// Each call once, over real HTTP, against the simulator.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { compareInt64, toBigInt, type Client, type ClientEvent, type Session } from "qqmusic-private-message";
import { startSimulator, stuck } from "./support.js";

let gateway: Awaited<ReturnType<typeof startSimulator>>;
let client: Client;
let sessions: Session[];
const events: ClientEvent[] = [];

before(async () => {
  gateway = await startSimulator();
  client = await gateway.client({ onEvent: (event) => events.push(event) });
});
beforeEach(async () => {
  await gateway.reset();
  sessions = (await client.getSessions({ size: 100 })).sessions;
  events.length = 0;
});
after(() => gateway?.stop());

const keys = (value: object) => Object.keys(value).sort();

/** A conversation with somebody of whom `holds` is true. */
async function sessionWhere(holds: (session: Session) => Promise<boolean> | boolean): Promise<Session> {
  for (const session of sessions) if (await holds(session)) return session;
  throw new Error("the sample data has no such conversation");
}

describe("each of the calls", () => {
  it("getSessions", async () => {
    const page = await client.getSessions({ size: 3 });
    assert.equal(page.sessions.length, 3);
    assert.equal(page.hasMore, 1);
    assert.ok(compareInt64(page.sessions[0]!.sortTime, page.sessions[2]!.sortTime) > 0);
    assert.ok(toBigInt(page.sessions[0]!.sortTime) > 2n ** 53n, "exact although a double cannot hold it");
    assert.deepEqual(keys(page), [
      "extra",
      "hasMore",
      "msg",
      "newMsgCnt",
      "sessions",
      "settingGuide",
      "state",
      "subcode",
    ]);
  });

  it("getMessages", async () => {
    const sessionId = sessions[0]!.sessionId;
    const page = await client.getMessages({ sessionId, size: 2 });
    assert.equal(page.messages.length, 2);
    assert.equal(page.session?.sessionId, sessionId);
    const [again] = (await client.getMessages({ userId: sessions[0]!.user!.uin, size: 1 })).messages;
    assert.deepEqual(again, page.messages[0]);
  });

  it("sendMessage, sendText", async () => {
    const { user, sessionId } = sessions[0]!;
    const sent = await client.sendMessage(user!.uin, 0, { sessionId, metaData: { content: "早上好 <b>" } });
    assert.equal(sent.messages[0]!.metaData!.content, "早上好 <b>");
    const text = await client.sendText(BigInt(user!.uin), "晚上好 🎵", { sessionId, clientKey: "k1" });
    assert.equal(text.messages[0]!.clientKey, "k1");
    const { messages } = await client.getMessages({ sessionId, size: 2 });
    assert.deepEqual(
      messages.map((message) => message.metaData!.content),
      ["晚上好 🎵", "早上好 <b>"],
    );
  });

  it("deleteMessage, clearSession, deleteSession", async () => {
    const { sessionId } = sessions[0]!;
    const [first, second] = (await client.getMessages({ sessionId, size: 2 })).messages;
    assert.deepEqual(keys(await client.deleteMessage(sessionId, first!.id)), ["msg", "subcode", "tips"]);
    assert.equal((await client.getMessages({ sessionId, size: 1 })).messages[0]!.id, second!.id);
    await client.clearSession(sessionId);
    assert.deepEqual((await client.getMessages({ sessionId })).messages, []);
    await client.deleteSession(sessionId);
    assert.ok(!(await client.getSessions({ size: 100 })).sessions.some((session) => session.sessionId === sessionId));
  });

  it("setConfig, getConfig", async () => {
    await client.setConfig(1, 7);
    assert.deepEqual(await client.getConfig(1), { configValue: 7, configValueStr: "7", msg: "ok" });
    await client.setConfig(2, 9007199254740993n);
    assert.equal((await client.getConfig(2)).configValue, "9007199254740993");
    await client.setConfig(5, "text");
    assert.equal((await client.getConfig(5)).configValueStr, "text");
  });

  it("getMusicianMessageCard, reportCardMessageAction", async () => {
    const musician = await sessionWhere(
      async ({ user }) => keys((await client.getMusicianMessageCard(user!.encryptUin)).data).length > 0,
    );
    assert.ok(musician);
    const { sessionId, user } = sessions[0]!;
    const [message] = (await client.getMessages({ sessionId, size: 1 })).messages;
    const reported = await client.reportCardMessageAction(user!.uin, message!.msgType, 1, message!.id, {
      ext: { a: 1n },
    });
    assert.deepEqual(keys(reported), ["msg", "subcode", "tips"]);
  });

  it("getChatEntries", async () => {
    const entries = await client.getChatEntries([1, "2"], { userId: sessions[0]!.user!.uin });
    assert.deepEqual(keys(entries.entries), ["1", "2"]);
    assert.equal(typeof entries.canBeDazi, "boolean");
  });

  it("getMediaMessageDetails", async () => {
    for (const { sessionId } of sessions) {
      const { messages } = await client.getMessages({ sessionId, size: 100 });
      const media = messages.filter(({ msgType }) => msgType === 2 || msgType === 3).map(({ id }) => id);
      if (media.length === 0) continue;
      const details = await client.getMediaMessageDetails(sessionId, media);
      assert.deepEqual(keys(details.msgIds), media.sort());
      assert.ok(Object.values(details.msgIds)[0]!.metaData!.url !== undefined);
      return;
    }
    assert.fail("the sample data has no pictures");
  });

  it("markAllMessagesRead", async () => {
    assert.ok(sessions.some((session) => session.newMsgCnt !== 0));
    await client.markAllMessagesRead(1, sessions[0]!.user!.encryptUin);
    assert.ok((await client.getSessions({ size: 100 })).sessions.every((session) => session.newMsgCnt === 0));
  });

  it("getSafetyHint, also to close it", async () => {
    const stranger = await sessionWhere(async ({ user }) => (await client.getSafetyHint(user!.encryptUin)).hint !== "");
    await client.getSafetyHint(stranger.user!.encryptUin, { close: 1 });
    assert.equal((await client.getSafetyHint(stranger.user!.encryptUin)).hint, "");
  });

  it("getFriendshipBadge, which is signed", async () => {
    const friend = await sessionWhere(
      async ({ user }) => keys(await client.getFriendshipBadge(user!.encryptUin)).length > 0,
    );
    assert.ok(friend);
    assert.ok((await gateway.requests()).at(-1)!.signed);
  });
});

describe("options of a call", () => {
  it("raw gives the gateway's own object, integers exact", async () => {
    const page = await client.getSessions({ size: 1, raw: true });
    const [session] = page["sessions"] as { session_id: string; sort_time: string }[];
    assert.equal(session!.session_id, sessions[0]!.sessionId);
    assert.match(session!.sort_time, /^\d{19}$/);
    for await (const item of client.getSessions({ raw: true })) {
      assert.ok(item["session_id"]);
      break;
    }
  });

  it("credential is the login of that call alone", async () => {
    await client.getConfig(1, { credential: gateway.accounts[0]! });
    await client.getConfig(1);
    assert.deepEqual(
      (await gateway.requests()).slice(-2).map((request) => request.musicid),
      gateway.accounts.map((account) => account.musicid),
    );
  });

  it("sign", async () => {
    await client.getConfig(1, { sign: "always" });
    assert.equal((await gateway.requests()).at(-1)!.signed, true);
  });

  it("maxRetries", async () => {
    await gateway.inject({ kind: "status", status: 503, times: 2 });
    await assert.rejects(client.getConfig(1, { maxRetries: 0 }), { name: "HTTPError", status: 503 });
    await client.getConfig(1, { maxRetries: 1 });
  });
});

it("the functions of a client need no this, and there are no others than the contract says", async () => {
  const { getConfig, getSessions } = client;
  assert.equal((await getConfig(1)).msg, "ok");
  assert.equal((await getSessions({ size: 1 })).sessions.length, 1);
  assert.deepEqual(Object.keys(client).sort(), [
    ...[
      "batch",
      "clearSession",
      "close",
      "deleteMessage",
      "deleteSession",
      "getChatEntries",
      "getConfig",
      "getFriendshipBadge",
    ],
    ...[
      "getMediaMessageDetails",
      "getMessages",
      "getMusicianMessageCard",
      "getSafetyHint",
      "getSessions",
      "markAllMessagesRead",
    ],
    ...["reportCardMessageAction", "sendMessage", "sendText", "setConfig", "setCredential", "watch"],
  ]);
});

it("an event tells each attempt, and neither login nor text", async () => {
  await client.sendText(sessions[0]!.user!.uin, "a text nobody else should read");
  const { call, attempt, status, code, ms, bytesIn, bytesOut } = events.at(-1)!;
  assert.deepEqual({ call, attempt, status, code }, { call: "sendMessage", attempt: 1, status: 200, code: 0 });
  assert.ok(ms >= 0 && bytesIn > 0 && bytesOut > 0);
  const told = JSON.stringify(events);
  assert.ok(!told.includes("nobody else") && !told.includes(gateway.accounts[1]!.musickey));
});

it("setCredential changes the login of later calls", async () => {
  const other = await gateway.client({ credential: null });
  await assert.rejects(other.getConfig(1), { name: "CredentialInvalidError" });
  other.setCredential(async () => gateway.accounts[0]!);
  await other.getConfig(1);
  other.setCredential(gateway.accounts[1]!);
  await other.getConfig(1);
  other.setCredential(null);
  await assert.rejects(other.getConfig(1), { name: "CredentialInvalidError" });
  assert.deepEqual(
    (await gateway.requests()).slice(-2).map((request) => request.musicid),
    gateway.accounts.map((account) => account.musicid),
  );
});

describe("close", () => {
  it("rejects what is pending and what comes later, and lets others be", async () => {
    const { fetch, onItsWay } = stuck(3);
    const other = await gateway.client({ fetch });
    const outcomes = Promise.allSettled([
      other.getConfig(1),
      other.getSessions(),
      other.batch([{ call: "getConfig", args: [1] }]),
    ]);
    const signals = await onItsWay;
    other.close();
    for (const outcome of await outcomes) {
      assert.equal(outcome.status === "rejected" && outcome.reason.name, "ClosedError");
    }
    assert.ok(
      signals.every((signal) => signal.aborted),
      "the requests are given up",
    );
    other.close();
    other.setCredential(null);
    for (const later of [other.getConfig(1), other.getSessions(), other.sendText("1", "t"), other.batch([])]) {
      await assert.rejects(later, { name: "ClosedError", retryable: false });
    }
    assert.equal((await client.getConfig(1)).msg, "ok");
  });

  it("is all there is where the host has no disposing", async (t) => {
    const { Symbol } = globalThis;
    const none = { value: undefined };
    globalThis.Symbol = Object.create(Symbol, { dispose: none, asyncDispose: none }) as typeof Symbol;
    t.after(() => (globalThis.Symbol = Symbol));
    const other = await gateway.client();
    const added = Reflect.ownKeys(other).filter((name) => !Object.keys(client).includes(String(name)));
    assert.deepEqual(added, []);
    other.close();
  });

  it("is what disposing does", async () => {
    assert.equal(typeof Symbol.dispose, "symbol", "Node 20 has it");
    for (const dispose of [(c: Client) => c[Symbol.dispose](), (c: Client) => c[Symbol.asyncDispose]()]) {
      const other = await gateway.client();
      await dispose(other);
      await assert.rejects(other.getConfig(1), { name: "ClosedError" });
    }
  });
});
