// What is in the package, and what those make of it who get it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { version } from "qqmusic-private-message";
import { fromRoot } from "../../e2e/from-root.js";
import { installedPath, runScript } from "./support.js";

const run = (file: string, args: string[], cwd: string) => {
  try {
    return execFileSync(file, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${file} ${args.join(" ")}\n${stdout}\n${stderr}`);
  }
};
const tool = (name: string) => fromRoot(`web/node_modules/.bin/${name}`);
const results = fromRoot("web/test-results");
const tarball = join(results, `qqmusic-private-message-${version}.tgz`);
const manifest = JSON.parse(readFileSync(installedPath("package.json"), "utf8")) as Record<string, unknown>;

describe("the package", () => {
  it("holds exactly these files", () => {
    const [packed] = JSON.parse(run("npm", ["pack", "--dry-run", "--json", "--silent"], fromRoot("dist/npm"))) as [
      { files: { path: string }[] },
    ];
    assert.deepEqual(packed.files.map(({ path }) => path).sort(), [
      "LICENSE",
      "README.md",
      "THIRD_PARTY_NOTICES",
      "batch.d.ts",
      "calls.d.ts",
      "client-options.d.ts",
      "client.d.ts",
      "create-client.d.ts",
      "errors.d.ts",
      "index.d.ts",
      "index.js",
      "index.js.map",
      "int64.d.ts",
      "message-type.d.ts",
      "models.gen.d.ts",
      "package.json",
      "page-promise.d.ts",
      "qqmusicpm.wasm",
      "qqmusicpm.wasm.d.ts",
      "storage.d.ts",
      "version.d.ts",
      "wasm_exec.js",
      "watch.d.ts",
    ]);
  });

  it("has the module, the Go runtime and the licence as they are", () => {
    for (const [file, original] of [
      ["qqmusicpm.wasm", "bin/qqmusicpm.wasm"],
      ["wasm_exec.js", "web/wasm_exec.js"],
      ["LICENSE", "LICENSE"],
    ] as const) {
      assert.ok(readFileSync(installedPath(file)).equals(readFileSync(fromRoot(original))), file);
    }
  });

  it("has the version of the module and needs no other package", () => {
    assert.equal(manifest["version"], version);
    assert.match(readFileSync(fromRoot("core/version.go"), "utf8"), new RegExp(`Version = "${version}"`));
    assert.deepEqual(
      Object.keys(manifest).filter((name) => /dependencies|scripts|bin/i.test(name)),
      [],
    );
  });

  it("exports what the contract says", () => {
    assert.deepEqual(Object.keys(manifest["exports"] as object), [".", "./qqmusicpm.wasm", "./package.json"]);
    const script = `
      import { readFileSync } from "node:fs";
      for (const name of ["", "/qqmusicpm.wasm", "/package.json"]) {
        console.log(readFileSync(new URL(import.meta.resolve("qqmusic-private-message" + name))).length > 100);
      }`;
    assert.equal(runScript(script), "true\ntrue\ntrue\n");
  });

  it("tells nothing about the machine it was built on", () => {
    for (const name of readdirSync(installedPath("."))) {
      const text = readFileSync(installedPath(name), "latin1");
      for (const path of [fromRoot("."), homedir(), process.execPath]) {
        assert.ok(!text.includes(path.replace(/\/$/, "") + "/"), `${name} holds ${path}`);
      }
    }
  });

  it("never evaluates text, nor loads a script", () => {
    const code = readFileSync(installedPath("index.js"), "utf8");
    assert.doesNotMatch(code, /\beval\b|new Function|importScripts|document\.|\brequire\(/);
    const imports = code.match(/\bimport(\(|\.\w+|\s*["'{*])/g);
    assert.deepEqual(imports, ["import(", "import.meta"], "one for Node, and an address");
  });

  it("satisfies publint", () => {
    assert.match(run(tool("publint"), [tarball, "--strict"], results), /All good/);
  });

  it("satisfies attw", () => {
    run(tool("attw"), [tarball, "--profile", "esm-only", "--no-emoji", "--no-color"], results);
  });
});

describe("its types", () => {
  for (const [name, options] of Object.entries({
    "in Node, without the DOM": { module: "nodenext", lib: ["es2022", "esnext.disposable"], types: ["node"] },
    "with a bundler, without @types/node": {
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["es2022", "dom"],
      types: [],
    },
  })) {
    it(`let right use compile and wrong use not ${name}`, () => {
      const folder = join(results, "consumer");
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      cpSync(fromRoot("web/sdk/test/types.ts"), join(folder, "types.ts"));
      writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
      const compilerOptions = {
        ...options,
        target: "es2022",
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        typeRoots: [fromRoot("web/node_modules/@types")],
      };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["types.ts"] }));
      run(tool("tsc"), ["-p", folder], folder);
    });
  }
});

it("importing and starting leave the globals as they are", () => {
  const script = `
    const names = () => Reflect.ownKeys(globalThis).map(String).sort().join();
    fetch; crypto; WebAssembly; // Node puts some in place when they are first used
    const before = names();
    const { createClient } = await import("qqmusic-private-message");
    console.log(names() === before);
    const client = await createClient();
    console.log(names() === before, typeof Go, typeof QQMusicPM);`;
  assert.equal(runScript(script), "true\ntrue undefined undefined\n");
});
