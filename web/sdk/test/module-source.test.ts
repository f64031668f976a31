// Where the module is compiled from, and what is said of what is none. No module runs here.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { WasmSource } from "../src/client-options.ts";
import { InvalidArgumentError, ModuleError } from "../src/errors.ts";
import { compile } from "../src/module/source.ts";

/** The shortest module. */
const least = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** What looks like a Response, of the shortest module. */
const response = (members: object) =>
  ({ status: 200, arrayBuffer: async () => least.slice().buffer, ...members }) as unknown as Response;

/** What a source is refused with. */
const rejection = (source: WasmSource | PromiseLike<WasmSource> | undefined): Promise<unknown> =>
  compile(source).then(
    () => assert.fail("it was compiled"),
    (error: unknown) => error,
  );

async function refusal(source: WasmSource | PromiseLike<WasmSource> | undefined): Promise<ModuleError> {
  const error = await rejection(source);
  assert.ok(error instanceof ModuleError, String(error));
  return error;
}

describe("bytes that are no module are", () => {
  const html = "an HTML page";
  for (const [given, says] of [
    ["", "nothing"],
    ["<!DOCTYPE html>", html],
    ["\n <html lang=zh>", html],
    ["<head>", html],
    ["<Body>", html],
    ["<!-- a page -->", html],
    ["\ufeff<html>", html],
    ["<svg>", "XML"],
    ["see <html>", "text"],
    [' {"a": 1}', "JSON"],
    ["[1]", "JSON"],
    ["say {", "text"],
    ["早上好\t\r\n", "text"],
    ["好".repeat(200), "text"], // the 512th byte is within one of them
    [`${"a".repeat(512)}\0`, "text"],
    ["a\0", "bytes that begin with 61 00"],
    ["a\b", "bytes that begin with 61 08"],
    ["a\x0e", "bytes that begin with 61 0e"],
    ["a\x1f", "bytes that begin with 61 1f"],
    [[0x1f, 0x8b, 8], "gzip without a Content-Encoding header"],
    [[0x1f, 0x8a], "bytes that begin with 1f 8a"],
    [[0x41, 0x8b], "bytes that begin with 41 8b"],
    [[0x41, 0xe5], "bytes that begin with 41 e5"],
    [[...Array<number>(511).fill(0x61), 0xe5], "bytes that begin with 61 61 61 61"],
    [[1, 0x61, 0x73, 0x6d, 1, 0, 0, 0], "bytes that begin with 01 61 73 6d"],
    [[0, 0x62, 0x73, 0x6d, 1, 0, 0, 0], "bytes that begin with 00 62 73 6d"],
    [[0, 0x61, 0x74, 0x6d, 1, 0, 0, 0], "bytes that begin with 00 61 74 6d"],
    [[0, 0x61, 0x73, 0x6e, 1, 0, 0, 0], "bytes that begin with 00 61 73 6e"],
  ] as const) {
    const shown = given.length > 20 ? [...given.slice(0, 4), "…"] : given;
    it(`${says}: ${JSON.stringify(shown)}`, async () => {
      const bytes = typeof given === "string" ? new TextEncoder().encode(given) : Uint8Array.from(given);
      const { message } = await refusal(bytes);
      assert.equal(message, `no WebAssembly module at the bytes given, but ${says}`);
    });
  }
});

describe("an answer", () => {
  for (const status of [200, 299]) {
    it(`of the HTTP status ${status} is the module`, async () => {
      assert.ok((await compile(response({ status }))) instanceof WebAssembly.Module);
    });
  }

  for (const status of [199, 300]) {
    it(`of the HTTP status ${status} is none`, async () => {
      assert.equal((await refusal(response({ status }))).status, status);
    });
  }

  it("of an error whose body cannot be read either says the status", async () => {
    const unread = response({ status: 404, arrayBuffer: () => Promise.reject(new TypeError("cut")) });
    const { message } = await refusal(unread);
    assert.equal(message, "no module at the Response given: HTTP status 404 and a body that cannot be read");
  });

  it("is named with its own address where it has one", async () => {
    const moved = response({ status: 404, url: "https://site.example/module.wasm" });
    assert.match((await refusal(moved)).message, /^no module at https:\/\/site\.example\/module\.wasm: /);
  });

  it("is named with the address it has after redirects", async (t) => {
    t.mock.method(globalThis, "fetch", async () => response({ status: 404, url: "https://site.example/moved.wasm" }));
    assert.match((await refusal("https://site.example/module.wasm")).message, /moved\.wasm/);
  });

  it("without an address is named with that which was asked", async (t) => {
    t.mock.method(globalThis, "fetch", async () => response({ status: 404, url: "" }));
    assert.match((await refusal("https://site.example/module.wasm")).message, /site\.example\/module\.wasm/);
  });

  for (const [type, streamed] of [
    ["application/wasm", true],
    [" Application/WASM\t", true],
    ["application/wasm; charset=utf-8", false],
    ["text/application/wasm", false],
    [null, false],
  ] as const) {
    it(`of the type ${JSON.stringify(type)} is compiled ${streamed ? "while it loads" : "when it is there"}`, async (t) => {
      const module = new WebAssembly.Module(least);
      t.mock.method(WebAssembly, "compileStreaming", async () => module);
      const compiled = await compile(response({ headers: { get: () => type }, clone: () => response({}) }));
      assert.ok(compiled instanceof WebAssembly.Module);
      assert.equal(compiled === module, streamed);
    });
  }

  it("that cannot be copied says why", async () => {
    const cause = new TypeError("already read");
    const headers = { get: () => "application/wasm" };
    const clone = () => {
      throw cause;
    };
    assert.equal((await refusal(response({ headers, clone }))).cause, cause);
  });

  it("whose copy cannot be given up is the module", async (t) => {
    const module = new WebAssembly.Module(least);
    t.mock.method(WebAssembly, "compileStreaming", async () => module);
    const body = { cancel: () => Promise.reject(new TypeError("locked")) };
    const given = response({ headers: { get: () => "application/wasm" }, clone: () => response({ body }) });
    assert.equal(await compile(given), module); // an unhandled rejection ends the test run
  });
});

describe("no source is", () => {
  for (const [what, given] of Object.entries({
    "a status that is text": response({ status: "200" }),
    "a body that is no function": response({ arrayBuffer: least.buffer }),
    "a number": 5,
    "a Promise of null": Promise.resolve(null),
  })) {
    it(`${what}, and the argument is named`, async () => {
      const error = await rejection(given as WasmSource);
      assert.ok(error instanceof InvalidArgumentError, String(error));
      assert.equal(error.argument, "wasm");
    });
  }
});

describe("why a source could not be loaded is told", () => {
  for (const [what, reason, says] of [
    ["as the text of what was thrown", new RangeError("mine"), "RangeError: mine"],
    ["without the line break at its end", new RangeError("mine\n"), "RangeError: mine"],
    ["also where it has no text", Object.create(null), "[object Object]"],
  ] as const) {
    it(what, async () => {
      const error = await refusal(Promise.reject(reason));
      assert.equal(error.message, `the module could not be loaded: ${says}`);
      assert.equal(error.cause, reason);
    });
  }
});

for (const own of [undefined, null]) {
  it(`the option as ${own} is the module beside the script, and a remedy is named where it is not there`, async () => {
    const error = await refusal(own as undefined);
    assert.match(error.message, /^the module could not be read from file:.*qqmusicpm\.wasm: .*ENOENT.* option wasm: /);
    assert.equal((error.cause as { code?: string }).code, "ENOENT");
  });
}
