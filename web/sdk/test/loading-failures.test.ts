// What is no module, and a module that cannot be started here.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { ModuleError, type WasmSource } from "qqmusic-private-message";
import { freshPackage, installed, rejection, runScript } from "./support.js";
import { fails, startedBy, escaped } from "./module-start.js";
import { page, serveModules, type ModuleServer } from "./module-server.js";

let server: ModuleServer;
before(async () => (server = await serveModules()));
after(() => server?.close());

describe("what is no module is named with its address:", () => {
  it("a 404", async () => {
    const error = await fails(`${server.origin}/missing.wasm`, `${server.origin}/missing.wasm`, "404", "HTML");
    assert.equal(error.status, 404);
  });
  it("a 500 of JSON", () => fails(`${server.origin}/broken.wasm`, "/broken.wasm", "500", "JSON").then(() => {}));
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
      await fails(`${server.origin}/${file}.wasm`, `${server.origin}/${file}.wasm`, what);
      await fails(fetch(`${server.origin}/${file}.wasm`), `${server.origin}/${file}.wasm`, what);
    });
  }
  it("a module that is cut off", async () => {
    const error = await fails(`${server.origin}/cut.wasm`, "/cut.wasm", "CompileError");
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
    const response = await fetch(`${server.origin}/module.wasm`);
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
