// How the module is found, started, shared, and what happens when it dies.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, beforeEach, describe, it, type TestContext } from "node:test";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { ModuleError, version, type Client, type WasmSource } from "qqmusic-private-message";
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
  stuck,
  type Faulty,
  type Package,
} from "./support.js";

const bytes = readFileSync(installedPath("qqmusicpm.wasm"));
const page = "<!doctype html>\n<title>Not here</title>";

interface Served {
  status?: number;
  type?: string;
  body?: string | Buffer;
}

const files: Record<string, Served> = {
  "/module.wasm": { type: "application/wasm", body: bytes },
  "/wrong-type.wasm": { type: "application/octet-stream", body: bytes },
  "/no-type.wasm": { body: bytes },
  "/missing.wasm": { status: 404, type: "text/html", body: page },
  "/broken.wasm": { status: 500, type: "application/json", body: '{"error":1}' },
  "/page.wasm": { type: "text/html", body: page },
  "/page-as-wasm.wasm": { type: "application/wasm", body: page },
  "/json.wasm": { type: "application/json", body: ' {"a":1}' },
  "/text.wasm": { type: "text/plain", body: "version https" },
  "/xml.wasm": { type: "text/xml", body: "<?xml version='1.0'?><Error/>" },
  "/empty.wasm": { type: "application/wasm", body: "" },
  "/gzip.wasm": { type: "application/wasm", body: gzipSync(bytes) },
  "/other.wasm": { type: "application/wasm", body: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2]) },
  "/cut.wasm": { type: "application/wasm", body: bytes.subarray(0, 5000) },
};

let server: Server;
let origin: string;
let asked: string[] = [];

before(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    const { status = 200, type, body } = files[request.url!]!;
    response.writeHead(status, type === undefined ? {} : { "Content-Type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => (asked = []));
after(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Asserts that a copy of the package works with the module from there. */
async function works(wasm: WasmSource | PromiseLike<WasmSource> | undefined) {
  const { createClient } = await freshPackage();
  const { fetch } = answering(data({ config_value: 7 }));
  const client = await createClient({ wasm, fetch, credential: login });
  assert.equal((await client.getConfig(1)).configValue, 7);
  client.close();
}

/** Asserts that the module from there is a ModuleError that says what, and that the next attempt works. */
async function fails(wasm: WasmSource | PromiseLike<WasmSource>, ...says: (string | RegExp)[]) {
  const { createClient, ModuleError } = await freshPackage();
  const error = await rejection(createClient({ wasm }));
  assert.ok(error instanceof ModuleError, String(error));
  for (const part of says) assert.match(error.message, part instanceof RegExp ? part : new RegExp(escaped(part)));
  (await createClient()).close();
  return error;
}

/** What a script prints that a bundler made of the package and a start, with an expression in the place of its own address. */
function startedBy(t: TestContext, address: string): string {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const bundle = join(folder, "bundle.mjs");
  writeFileSync(bundle, readFileSync(installedPath("index.js"), "utf8").replace("import.meta.url", address));
  return runScript(`
    const { createClient } = await import(${JSON.stringify(pathToFileURL(bundle).href)});
    await createClient().then(() => console.log("works"), (error) => console.log(String(error)));`);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

describe("the module is found", () => {
  it("beside index.js", () => works(undefined));
  it("at a file: address", () => works(installed("qqmusicpm.wasm")));
  it("at a file: address that is a string", () => works(installed("qqmusicpm.wasm").href));
  it("at the path of a file", () => works(installedPath("qqmusicpm.wasm")));
  it("at the path of a file below the folder that Node runs in", () =>
    works(relative(process.cwd(), installedPath("qqmusicpm.wasm"))));
  it("at an http: address", () => works(`${origin}/module.wasm`));
  it("at an http: address that is a URL", () => works(new URL("/module.wasm", origin)));
  it("in a Response", async () => works(await fetch(`${origin}/module.wasm`)));
  it("in a Promise of a Response", () => works(fetch(`${origin}/module.wasm`)));
  it("in an ArrayBuffer", () => works(new Uint8Array(bytes).buffer));
  it("in a view of bytes", () => works(new Uint8Array(Buffer.concat([Buffer.alloc(3), bytes])).subarray(3)));
  it("in a DataView", () => works(new DataView(new Uint8Array(bytes).buffer)));
  it("in a compiled module", async () => works(await WebAssembly.compile(bytes)));
  it("in a Response, of which no copy is left in memory", async () => {
    const response = await fetch(`${origin}/module.wasm`);
    let cancelled = 0;
    const clone = response.clone.bind(response);
    response.clone = () => {
      const copy = clone();
      const body = copy.body!;
      const cancel = body.cancel.bind(body);
      body.cancel = (reason) => (cancelled++, cancel(reason));
      return copy;
    };
    await works(response);
    assert.equal(cancelled, 1);
  });
  it("by a server that names another type", () => works(`${origin}/wrong-type.wasm`));
  it("by a server that names no type", () => works(`${origin}/no-type.wasm`));
  it("where compiling while loading is not known", async () => {
    const { compileStreaming } = WebAssembly;
    Reflect.deleteProperty(WebAssembly, "compileStreaming");
    try {
      await works(`${origin}/module.wasm`);
    } finally {
      WebAssembly.compileStreaming = compileStreaming;
    }
  });
  it("beside index.js, whatever is installed in the folder that Node runs in", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "project-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const other = join(folder, "node_modules/qqmusic-private-message");
    mkdirSync(other, { recursive: true });
    cpSync(installedPath("package.json"), join(other, "package.json"));
    writeFileSync(join(other, "qqmusicpm.wasm"), "another version");
    t.mock.method(process, "cwd", () => folder);
    await works(undefined);
  });
  for (const address of ["https://site.example/assets/page.js", "https://site.example/_next/static/chunks/page.js"]) {
    it(`where the package is installed, by a site's server that takes itself for ${address}`, (t) => {
      assert.equal(startedBy(t, JSON.stringify(address)), "works\n");
    });
  }
  it("by a Node that does not have process.getBuiltinModule", () => {
    const script = `
      delete process.getBuiltinModule;
      const { createClient } = await import("qqmusic-private-message");
      (await createClient()).close();
      console.log("works");`;
    assert.equal(runScript(script), "works\n");
  });
});

describe("what is no module is named with its address:", () => {
  it("a 404", async () => {
    const error = await fails(`${origin}/missing.wasm`, `${origin}/missing.wasm`, "404", "HTML");
    assert.equal(error.status, 404);
  });
  it("a 500 of JSON", () => fails(`${origin}/broken.wasm`, "/broken.wasm", "500", "JSON").then(() => {}));
  for (const [file, what] of [
    ["page", "HTML"],
    ["page-as-wasm", "HTML"],
    ["json", "JSON"],
    ["text", "text"],
    ["xml", "XML"],
    ["empty", "nothing"],
    ["gzip", "gzip"],
    ["other", "7f 45 4c 46"],
  ] as const) {
    it(`${file}: ${what}`, async () => {
      await fails(`${origin}/${file}.wasm`, `${origin}/${file}.wasm`, what);
      await fails(fetch(`${origin}/${file}.wasm`), `${origin}/${file}.wasm`, what);
    });
  }
  it("a module that is cut off", async () => {
    const error = await fails(`${origin}/cut.wasm`, "/cut.wasm", "CompileError");
    assert.ok(error.cause instanceof WebAssembly.CompileError);
  });
  it("bytes", () => fails(new TextEncoder().encode(page), "the bytes given", "HTML").then(() => {}));
  it("a file that is not there", () =>
    fails(new URL("none.wasm", installed("index.js")), "none.wasm", "ENOENT").then(() => {}));
  it("a server that is not there", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const error = await fails(`http://127.0.0.1:${port}/module.wasm`, `127.0.0.1:${port}`);
    assert.ok(error.cause instanceof TypeError);
  });
  for (const mine of [new RangeError("mine"), new ModuleError("mine"), "mine", undefined, Object.create(null)]) {
    it(`a Promise that rejects with ${Object.prototype.toString.call(mine)}`, async () => {
      const error = await fails(
        { then: (_, reject) => Promise.reject(mine).then(null, reject) },
        "could not be loaded",
      );
      assert.notEqual(error, mine);
      assert.equal(error.cause, mine);
    });
  }
  it("a script that does not know its own address", (t) => {
    assert.match(startedBy(t, "undefined"), /^ModuleError: the script .* does not say where .* option wasm: /);
  });
  it("a Response whose body was read", async () => {
    const response = await fetch(`${origin}/module.wasm`);
    await response.arrayBuffer();
    const error = await fails(response, "could not be read");
    assert.ok(error.cause instanceof TypeError);
  });
  it("a Response whose body breaks off", async () => {
    const cut = new TypeError("cut");
    const body = () => new ReadableStream({ start: (stream) => stream.error(cut) });
    for (const headers of [{}, { "Content-Type": "application/wasm" }]) {
      const error = await fails(new Response(body(), { headers }), "could not be read");
      assert.equal(error.cause, cut);
    }
  });
  it("something else altogether, which is a wrong argument", async () => {
    const { createClient, InvalidArgumentError } = await freshPackage();
    for (const odd of [5, {}, null, true] as unknown as WasmSource[]) {
      if (odd === null) continue; // is the same as undefined
      const error = await rejection(createClient({ wasm: odd }));
      assert.ok(error instanceof InvalidArgumentError, String(error));
      assert.equal(error.argument, "wasm");
    }
  });
});

describe("a module that cannot be started is a ModuleError whose cause says why, and the next client tries again:", () => {
  for (const name of ["TextEncoder", "TextDecoder", "crypto", "performance", "WebAssembly"]) {
    it(`no ${name}`, async () => {
      const { createClient, ModuleError } = await freshPackage();
      const kept = Object.getOwnPropertyDescriptor(globalThis, name)!;
      Reflect.deleteProperty(globalThis, name);
      let errors: unknown[];
      try {
        const mine = Promise.reject(new Error("nobody asks for this one"));
        errors = [await rejection(createClient()), await rejection(createClient({ wasm: mine }))];
      } finally {
        Object.defineProperty(globalThis, name, kept);
      }
      for (const error of errors) {
        assert.ok(error instanceof ModuleError, String(error));
        assert.ok(error.message.includes(name), error.message);
        assert.ok(error.cause instanceof Error && error.cause.message.includes(name));
      }
      (await createClient()).close();
    });
  }

  it("a policy that forbids WebAssembly, as WebKit has it: it compiles, and refuses to instantiate", async (t) => {
    const { createClient, ModuleError } = await freshPackage();
    const refusal = new WebAssembly.CompileError("Refused to create a WebAssembly object");
    const refusing = t.mock.method(WebAssembly, "instantiate", () => Promise.reject(refusal));
    const error = await rejection(createClient());
    assert.ok(error instanceof ModuleError, String(error));
    assert.match(error.message, /^WebAssembly may not be compiled here: .*Content-Security-Policy has to allow/);
    assert.equal(error.cause, refusal);
    refusing.mock.restore();
    (await createClient()).close();
  });

  it("a failure of another kind, which is no policy", async (t) => {
    const { createClient, ModuleError } = await freshPackage();
    const full = new RangeError("Out of memory");
    t.mock.method(WebAssembly, "instantiate", () => Promise.reject(full));
    const error = await rejection(createClient());
    assert.ok(error instanceof ModuleError, String(error));
    assert.equal(error.message, `the module could not be instantiated: ${full}`);
    assert.equal(error.cause, full);
  });

  it("no memory", () => {
    const script = `
      import { createClient } from "qqmusic-private-message";
      for (let i = 0; i < 2; i++) {
        const error = await createClient().catch((error) => error);
        console.log(error.name, error.cause.name, error.message);
      }`;
    const instantiate = "the module could not be instantiated: RangeError: WebAssembly.instantiate(): Out of memory";
    const line = new RegExp(`^(ModuleError RangeError ${escaped(instantiate)}.*\n){2}$`);
    assert.match(runScript(script, "--wasm-max-mem-pages=16"), line);
  });

  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  for (const [what, program, says, cause] of [
    ["that needs and gives nothing", head, "did not run", TypeError],
    // Of type () -> (), from "env" the function "f".
    [
      "that needs other functions",
      [...head, 1, 4, 1, 0x60, 0, 0, 2, 9, 1, 3, 0x65, 0x6e, 0x76, 1, 0x66, 0, 0],
      "could not be instantiated",
      TypeError,
    ],
    // Its function 0 is of type () -> (), traps and is the start.
    [
      "that traps when it starts",
      [...head, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11],
      "could not be instantiated",
      WebAssembly.RuntimeError,
    ],
  ] as const) {
    it(`a module of another program, ${what}`, async () => {
      const error = await fails(Uint8Array.from(program), says);
      assert.ok(error.cause instanceof cause, String(error.cause));
    });
  }
});

describe("the module is shared", () => {
  it("by clients made at the same time and later", async () => {
    const { createClient } = await freshPackage();
    const wasm = `${origin}/module.wasm`;
    const clients = await Promise.all([createClient({ wasm }), createClient({ wasm }), createClient({ wasm })]);
    clients.push(await createClient({ wasm }));
    assert.deepEqual(asked, ["/module.wasm"]);
    assert.equal(new Set(clients).size, 4);
    clients[0]!.close();
    assert.equal((await rejection(clients[1]!.getConfig(1))).name, "CredentialInvalidError", "the others are open");
  });

  it("also when the first client is closed at once, as React's strict mode does", async () => {
    const { createClient } = await freshPackage();
    const wasm = `${origin}/module.wasm`;
    void createClient({ wasm }).then((client) => client.close());
    const client = await createClient({ wasm });
    assert.equal((await rejection(client.getConfig(1))).name, "CredentialInvalidError");
    assert.deepEqual(asked, ["/module.wasm"]);
  });

  it("not with a start that failed: all who waited for it are told, and the next one starts anew", async () => {
    const { createClient, ModuleError } = await freshPackage();
    const wasm = `${origin}/missing.wasm`;
    const errors = await Promise.all([rejection(createClient({ wasm })), rejection(createClient({ wasm }))]);
    assert.ok(errors.every((error) => error instanceof ModuleError));
    assert.deepEqual(asked, ["/missing.wasm"]);
    (await createClient({ wasm: `${origin}/module.wasm` })).close();
  });

  it("and goes on when an option of a client is wrong", async () => {
    const { createClient, InvalidArgumentError } = await freshPackage();
    const wasm = `${origin}/module.wasm`;
    for (const options of [{ endpoint: "ftp://x" }, { timeout: -1 }, { size: 1 }]) {
      assert.ok((await rejection(createClient({ wasm, ...options }))) instanceof InvalidArgumentError);
    }
    (await createClient({ wasm })).close();
    assert.deepEqual(asked, ["/module.wasm"]);
  });

  it("without a use for a later source, even one that fails", async () => {
    const { createClient } = await freshPackage();
    (await createClient()).close();
    (await createClient({ wasm: Promise.reject(new Error("mine")) })).close();
  });
});

it("a client that waits for nothing does not keep Node alive", () => {
  assert.equal(runScript('import { createClient } from "qqmusic-private-message"; await createClient();'), "");
});

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
    const own = `${origin}/module.wasm`;
    const get = () => {
      queueMicrotask(() => created.push(copy.createClient({ wasm: own })));
      throw new Error("what it looks for cannot be read");
    };
    Object.defineProperty(global, "faulty", { configurable: true, get });
    await rejection(copy.createClient({ wasm: wasm() }));
    delete global.faulty;
    created.push(copy.createClient({ wasm: own }));
    for (const client of await Promise.all(created)) client.close();
    assert.deepEqual([created.length, asked], [2, ["/module.wasm"]]);
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
