// What is given to the package may be of another realm: of a frame, of jsdom, of a context of Node's vm as here.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import { CredentialInvalidError, type ClientOptions, type WasmSource } from "qqmusic-private-message";
import {
  answering,
  data,
  faultyModule,
  freshPackage,
  installed,
  installedPath,
  login,
  rejection,
  runScript,
  stubbed,
  stuck,
  type Faulty,
} from "./support.js";

const realm = createContext({
  module: readFileSync(installedPath("qqmusicpm.wasm")),
  address: installed("qqmusicpm.wasm").href,
  encoded: (text: string) => new TextEncoder().encode(text),
});

/** What a script gives in the other realm. */
const there = <Value = object>(code: string) => runInContext(code, realm) as Value;

before(() => {
  there(`
    const bytes = new Uint8Array(module);
    // A Response as another realm may have it: a class of its own, with bytes and Promises of that realm.
    class Response {
      #bytes;
      constructor(bytes, type, status = 200) {
        this.#bytes = bytes;
        this.status = status;
        this.headers = new Map([["Content-Type", type]]);
      }
      get ok() { return this.status === 200; }
      get url() { return ""; }
      clone() { return new Response(this.#bytes, this.headers.get("Content-Type"), this.status); }
      async arrayBuffer() { return this.#bytes.slice().buffer; }
    }
    class StreamedResponse extends Response {
      get body() {
        let chunks = [this.bytes.subarray(0, 10), this.bytes.subarray(10)];
        return { getReader: () => ({
          async read() { const value = chunks.shift(); return { value, done: !value }; },
          cancel: async () => {},
          releaseLock() {},
        }) };
      }
      get bytes() { return this.data; }
    }
    const streamed = (bytes) => Object.assign(new StreamedResponse(bytes, ""), { data: bytes });`);
  assert.equal(there("bytes") instanceof Uint8Array, false, "it is another realm");
});

describe("the module may be", () => {
  for (const [what, code] of Object.entries({
    "a view": "bytes",
    "an ArrayBuffer": "bytes.buffer",
    "a DataView": "new DataView(bytes.buffer)",
    "a compiled module": "new WebAssembly.Module(bytes)",
    "a Response": "new Response(bytes, 'application/wasm')",
    "a Response of another type": "new Response(bytes, 'text/plain')",
    "what looks like a Response": "({ status: 200, arrayBuffer: async () => bytes.slice().buffer })",
    "an address": "new String(address)",
    "a Promise of a view": "Promise.resolve(bytes)",
    "a Promise of a Response": "(async () => new Response(bytes, 'application/wasm'))()",
  })) {
    it(`${what} of another realm`, async () => {
      const { createClient } = await freshPackage();
      const { fetch } = answering(data({ config_value: 7 }));
      const client = await createClient({ wasm: there<WasmSource>(code), fetch, credential: login });
      assert.equal((await client.getConfig(1)).configValue, 7);
      client.close();
    });
  }

  for (const [what, code, says] of [
    ["what is no module", "new Uint8Array(encoded('<!doctype html>'))", /the bytes given, but an HTML page/],
    ["a Response of an error", "new Response(bytes, '', 404)", /HTTP status 404/],
    ["a Promise that rejects", "Promise.reject(new RangeError('theirs'))", /RangeError: theirs/],
  ] as const) {
    it(`but ${what} of another realm is a ModuleError`, async () => {
      const { createClient, ModuleError } = await freshPackage();
      const error = await rejection(createClient({ wasm: there<WasmSource>(code) }));
      assert.ok(error instanceof ModuleError, String(error));
      assert.match(error.message, says);
    });
  }

  it("but nothing else of another realm, which is a wrong argument", async () => {
    const { createClient, InvalidArgumentError } = await freshPackage();
    for (const code of ["({})", "[]", "() => {}", "new Map()", "({ arrayBuffer() {} })", "5"]) {
      const error = await rejection(createClient({ wasm: there<WasmSource>(code) }));
      assert.ok(error instanceof InvalidArgumentError, code);
      assert.equal(error.argument, "wasm");
    }
  });
});

describe("a client may be given", () => {
  const session = data({ session: { uid: "1", sid: "2" } });
  const answer = data({ config_value: 7 });
  realm["texts"] = { session, answer };
  for (const [what, response] of Object.entries({
    "whole answers": "new Response(new Uint8Array(encoded(text)), '')",
    "streamed answers": "streamed(new Uint8Array(encoded(text)))",
    "whole answers with bytes of this realm":
      "({ status: 200, arrayBuffer: async () => encoded(text).slice().buffer })",
  })) {
    it(`a fetch of another realm, with ${what}`, async () => {
      const fetch = there<typeof globalThis.fetch>(`(async (url, { body }) => {
        const text = body.includes('"GetSession"') ? texts.session : texts.answer;
        return ${response};
      })`);
      const { client } = await stubbed({ fetch });
      assert.equal((await client.getConfig(1)).configValue, 7);
      client.close();
    });
  }

  it("options, logins and a storage of another realm", async () => {
    realm["login"] = login;
    const options = there<ClientOptions>(`({
      credential: async () => ({ ...login }),
      rateLimit: { rate: 5 },
      storage: { get: async () => null, set: async () => {}, delete: async () => {} },
    })`);
    const { client } = await stubbed(
      options,
      answer,
      '{"code":0,"req_0":{"code":0,"data":{}},"req_1":{"code":0,"data":{}}}',
    );
    assert.equal((await client.getConfig(1, there("({ maxRetries: 0 })"))).configValue, 7);
    const calls = there<[{ call: "getConfig"; args: [number] }]>(
      `["getConfig", "getConfig"].map((call) => ({ call, args: [1] }))`,
    );
    assert.equal((await client.batch(calls, there("({ settled: true })"))).length, 2);
    client.close();
  });

  it("a credential that throws an error of another realm, which is the cause then", async () => {
    const credential = there<ClientOptions["credential"] & (() => never)>(
      `globalThis.theirs = new RangeError("theirs"); (async () => { throw theirs; })`,
    );
    const { client } = await stubbed({ credential });
    const error = await rejection(client.getConfig(1));
    assert.ok(error instanceof CredentialInvalidError, String(error));
    assert.equal(error.cause, there("theirs"));
    client.close();
  });
});

describe("options of another realm", () => {
  const global = globalThis as { faulty?: Partial<Faulty> };
  after(() => delete global.faulty);

  it("tell that getSafetyHint may have closed the hint when the module died", async () => {
    global.faulty = {};
    const { createClient, ModuleError } = await freshPackage();
    const { fetch, onItsWay } = stuck(1);
    const client = await createClient({ wasm: pathToFileURL(faultyModule()), fetch, credential: login });
    const closing = rejection(client.getSafetyHint("oK**", there("({ close: 1 })")));
    await onItsWay;
    global.faulty.exit!();
    const error = await closing;
    assert.ok(error instanceof ModuleError && error.maybeSent, String(error));
  });
});

for (const [when, before, after] of [
  ["before it started the module", "globalThis.Error = class Replaced extends Error {};", ""],
  ["after it started the module", "", "globalThis.Error = class Replaced extends Error {};"],
] as const) {
  it(`errors are classes of the package also where a page replaced Error ${when}`, () => {
    const script = `
      import { createClient, InvalidArgumentError } from "qqmusic-private-message";
      ${before}
      const client = await createClient();
      ${after}
      const error = await client.getSessions({ size: 1.5 }).catch((error) => error);
      console.log(error instanceof InvalidArgumentError, error.argument);`;
    assert.equal(runScript(script), "true size\n");
  });
}
