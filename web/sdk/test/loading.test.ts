// How the module is found, started and shared.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { freshPackage, installed, installedPath, rejection, runScript } from "./support.js";
import { startedBy, works } from "./module-start.js";
import { bytes, serveModules, type ModuleServer } from "./module-server.js";

let server: ModuleServer;
before(async () => (server = await serveModules()));
beforeEach(() => (server.asked = []));
after(() => server?.close());

describe("the module is found", () => {
  it("beside index.js", () => works(undefined));
  it("at a file: address", () => works(installed("qqmusicpm.wasm")));
  it("at a file: address that is a string", () => works(installed("qqmusicpm.wasm").href));
  it("at the path of a file", () => works(installedPath("qqmusicpm.wasm")));
  it("at the path of a file below the folder that Node runs in", () =>
    works(relative(process.cwd(), installedPath("qqmusicpm.wasm"))));
  it("at an http: address", () => works(`${server.origin}/module.wasm`));
  it("at an http: address that is a URL", () => works(new URL("/module.wasm", server.origin)));
  it("in a Response", async () => works(await fetch(`${server.origin}/module.wasm`)));
  it("in a Promise of a Response", () => works(fetch(`${server.origin}/module.wasm`)));
  it("in an ArrayBuffer", () => works(new Uint8Array(bytes).buffer));
  it("in a view of bytes", () => works(new Uint8Array(Buffer.concat([Buffer.alloc(3), bytes])).subarray(3)));
  it("in a DataView", () => works(new DataView(new Uint8Array(bytes).buffer)));
  it("in a compiled module", async () => works(await WebAssembly.compile(bytes)));
  it("in a Response, of which no copy is left in memory", async () => {
    const response = await fetch(`${server.origin}/module.wasm`);
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
  it("by a server that names another type", () => works(`${server.origin}/wrong-type.wasm`));
  it("by a server that names no type", () => works(`${server.origin}/no-type.wasm`));
  it("where compiling while loading is not known", async () => {
    const { compileStreaming } = WebAssembly;
    Reflect.deleteProperty(WebAssembly, "compileStreaming");
    try {
      await works(`${server.origin}/module.wasm`);
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

describe("the module is shared", () => {
  it("by clients made at the same time and later", async () => {
    const { createClient } = await freshPackage();
    const wasm = `${server.origin}/module.wasm`;
    const clients = await Promise.all([createClient({ wasm }), createClient({ wasm }), createClient({ wasm })]);
    clients.push(await createClient({ wasm }));
    assert.deepEqual(server.asked, ["/module.wasm"]);
    assert.equal(new Set(clients).size, 4);
    clients[0]!.close();
    assert.equal((await rejection(clients[1]!.getConfig(1))).name, "CredentialInvalidError", "the others are open");
  });

  it("also when the first client is closed at once, as React's strict mode does", async () => {
    const { createClient } = await freshPackage();
    const wasm = `${server.origin}/module.wasm`;
    void createClient({ wasm }).then((client) => client.close());
    const client = await createClient({ wasm });
    assert.equal((await rejection(client.getConfig(1))).name, "CredentialInvalidError");
    assert.deepEqual(server.asked, ["/module.wasm"]);
  });

  it("not with a start that failed: all who waited for it are told, and the next one starts anew", async () => {
    const { createClient, ModuleError } = await freshPackage();
    const wasm = `${server.origin}/missing.wasm`;
    const errors = await Promise.all([rejection(createClient({ wasm })), rejection(createClient({ wasm }))]);
    assert.ok(errors.every((error) => error instanceof ModuleError));
    assert.deepEqual(server.asked, ["/missing.wasm"]);
    (await createClient({ wasm: `${server.origin}/module.wasm` })).close();
  });

  it("and goes on when an option of a client is wrong", async () => {
    const { createClient, InvalidArgumentError } = await freshPackage();
    const wasm = `${server.origin}/module.wasm`;
    for (const options of [{ endpoint: "ftp://x" }, { timeout: -1 }, { size: 1 }]) {
      assert.ok((await rejection(createClient({ wasm, ...options }))) instanceof InvalidArgumentError);
    }
    (await createClient({ wasm })).close();
    assert.deepEqual(server.asked, ["/module.wasm"]);
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
