// A module of another version, of another program, and one that dies.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { version, type Client } from "qqmusic-private-message";
import {
  answering,
  data,
  faultyModule,
  freshPackage,
  login,
  rejection,
  runScript,
  stuck,
  type Faulty,
  type Package,
} from "./support.js";
import { serveModules, type ModuleServer } from "./module-server.js";

let server: ModuleServer;
before(async () => (server = await serveModules()));
beforeEach(() => (server.asked = []));
after(() => server?.close());

describe("another module", () => {
  let faulty: Faulty;
  let copy: Package;
  const global = globalThis as { faulty?: Partial<Faulty> };
  const wasm = () => pathToFileURL(faultyModule());

  beforeEach(async () => {
    global.faulty = {};
    copy = await freshPackage();
  });
  after(() => delete global.faulty);

  /** A client of the faulty module, with a call on its way. */
  async function running(fetch = stuck().fetch): Promise<Client> {
    const client = await copy.createClient({ wasm: wasm(), fetch, credential: login, rateLimit: false });
    faulty = global.faulty as Faulty;
    return client;
  }

  it("of another version is refused, and both versions are named", async () => {
    global.faulty = { version: "99.0.0" };
    const error = await rejection(copy.createClient({ wasm: wasm() }));
    assert.ok(error instanceof copy.ModuleError);
    assert.ok(error.message.includes("99.0.0") && error.message.includes(version), error.message);
  });

  it("that is another program and goes on is refused", async () => {
    global.faulty = { foreign: true };
    const error = await rejection(copy.createClient({ wasm: wasm() }));
    assert.ok(error instanceof copy.ModuleError);
    assert.match(error.message, /another program/);
    (await copy.createClient()).close();
  });

  it("that ends at once is refused", async () => {
    delete global.faulty;
    const error = await rejection(copy.createClient({ wasm: wasm() }));
    assert.ok(error instanceof copy.ModuleError);
    (await copy.createClient()).close();
  });

  it("that dies while it starts does not take with it the start that began since", async () => {
    const created: Promise<Client>[] = [];
    const own = `${server.origin}/module.wasm`;
    const get = () => {
      queueMicrotask(() => created.push(copy.createClient({ wasm: own })));
      throw new Error("what it looks for cannot be read");
    };
    Object.defineProperty(global, "faulty", { configurable: true, get });
    await rejection(copy.createClient({ wasm: wasm() }));
    delete global.faulty;
    created.push(copy.createClient({ wasm: own }));
    for (const client of await Promise.all(created)) client.close();
    assert.deepEqual([created.length, server.asked], [2, ["/module.wasm"]]);
  });

  for (const way of ["exit", "panic", "trap"] as const) {
    it(`that dies by ${way} rejects all that is pending, and the next client gets a fresh one`, async (t) => {
      const log = t.mock.method(console, "log", () => {});
      const { fetch, onItsWay } = stuck(2);
      const client = await running(fetch);
      const other = await copy.createClient({ fetch: stuck().fetch, credential: login });
      const pages = client.getSessions();
      const pending = [
        rejection(client.getConfig(1)),
        rejection(pages),
        rejection(pages.pages().next()),
        rejection(client.batch([{ call: "getConfig", args: [1] }], { settled: true })),
        rejection(other.sendText("1", "text")),
        rejection(other.batch([{ call: "deleteSession", args: ["1"] }])),
        rejection(other.batch([{ call: "getSessions" }, { call: "deleteSession", args: ["1"] }])),
        rejection(other.batch([{ call: "getSafetyHint", args: ["e"], options: { close: 1 } }])),
        rejection(other.getSafetyHint("e")),
        rejection(other.getSafetyHint("e", { close: 1 })),
        rejection(other.deleteMessage("1", "2")),
      ];
      await onItsWay;
      faulty[way]();
      const errors = await Promise.all(pending);
      for (const error of errors) {
        assert.ok(error instanceof copy.ModuleError, String(error));
        assert.match(error.message, /died/);
      }
      assert.deepEqual(
        errors.map((error) => (error as InstanceType<typeof copy.ModuleError>).maybeSent),
        [false, false, false, false, true, true, true, true, false, true, true],
        "only what may have changed something says so",
      );
      if (way === "trap") assert.ok((await pending[0]!).cause instanceof WebAssembly.RuntimeError);
      for (const later of [
        client.getConfig(1),
        other.getSessions(),
        client.batch([]),
        pages.then(() => client.sendText("1", "t")),
        client.watch()[Symbol.asyncIterator]().next(),
      ]) {
        const error = await rejection(later);
        assert.ok(error instanceof copy.ModuleError);
        assert.equal(error.message, errors[0]!.message, "it dies once");
      }
      client.setCredential(login);
      client.close();
      const { fetch: answer } = answering(data({ config_value: 7 }));
      const next = await copy.createClient({ fetch: answer, credential: login });
      assert.equal((await next.getConfig(1)).configValue, 7);
      assert.equal(log.mock.callCount() > 0, way === "panic", "only Go's own report of a panic is in the console");
    });
  }

  it("that dies between two pages ends the loop", async () => {
    const { fetch } = answering(data({ has_more: 1, sessions: [{ session_id: "a", sort_time: 1 }] }));
    const client = await running(fetch);
    const ids: string[] = [];
    const error = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions()) {
          ids.push(sessionId);
          faulty.exit();
        }
      })(),
    );
    assert.ok(error instanceof copy.ModuleError);
    assert.deepEqual(ids, ["a"]);
  });

  it("that dies ends a watch at once that waits for its next look", async (t) => {
    const { fetch } = answering(data({ sessions: [] }));
    const client = await running(fetch);
    const updates = client.watch()[Symbol.asyncIterator]();
    t.after(() => updates.return!());
    await updates.next();
    let end: unknown;
    updates.next().catch((error) => (end = error));
    await setImmediate();
    faulty.exit();
    await setImmediate();
    assert.ok(end instanceof copy.ModuleError);
  });

  it("that is dead is not woken by what was on its way", () => {
    // The timer of a back-off, the answer of fetch and an abort all come when it is dead. An error there would end this Node.
    const script = `
      import { createClient } from "qqmusic-private-message";
      globalThis.faulty = {};
      const abort = new AbortController();
      let answer;
      const fetch = async (url, { body }) => {
        if (body.includes('"GetSession"')) return new Response('{"code":0,"req_0":{"code":0,"data":{"session":{"uid":"1","sid":"2"}}}}');
        if (body.includes('"config_type":1')) return new Promise((resolve) => (answer = resolve));
        return new Response("", { status: 503 });
      };
      const client = await createClient({
        wasm: new URL(${JSON.stringify(wasm().href)}),
        credential: { musicid: "1", musickey: "k" },
        fetch,
        onEvent({ status }) {
          if (status !== 503) return;
          setTimeout(() => {
            faulty.exit();
            abort.abort();
            answer(new Response("{}"));
          });
        },
      });
      const calls = [client.getConfig(1, { signal: abort.signal }), client.getConfig(2)];
      for (const { reason } of await Promise.allSettled(calls)) console.log(reason.name);`;
    assert.equal(runScript(script), "ModuleError\nModuleError\n");
  });
});
