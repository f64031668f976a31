// What the build makes of the extension.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fromRoot } from "./harness.js";

const folders = [fromRoot("dist/extension"), fromRoot("dist/extension-firefox")];
const archives = ["", "-firefox"].map((kind) => `qqmusic-private-message-extension${kind}.zip`);

const run = (program: string, args: readonly string[], env = process.env) =>
  execFileSync(fromRoot(`web/node_modules/.bin/${program}`), args, { cwd: fromRoot("web"), encoding: "utf8", env });

describe("the built extension", () => {
  it("is what Firefox's linter wants", () => {
    const report = JSON.parse(run("web-ext", ["lint", "--source-dir", folders[1]!, "--output", "json"])) as {
      errors: unknown[];
      warnings: unknown[];
      notices: unknown[];
    };
    assert.deepEqual([...report.errors, ...report.warnings, ...report.notices], []);
  });

  it("has no code that comes from elsewhere or is made while it runs", () => {
    for (const folder of folders) {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!/\.(js|html)$/.test(name)) continue;
        const text = readFileSync(join(folder, name), "utf8");
        assert.doesNotMatch(text, /\beval\(|new Function\b|\bFunction\(|importScripts/, name);
        // Parts that are loaded when they are wanted are files beside the others.
        assert.doesNotMatch(
          text,
          /\bimport\((?!["'`]\.\/[\w-]+\.js["'`]\))|\bfrom\s*["'`]https?:|<script[^>]+src=["']https?:|\.innerHTML\s*=[^=]/,
          name,
        );
        if (name.endsWith(".html"))
          assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)|\son\w+=|<style|javascript:/, name);
      }
    }
  });

  it("listens to no message, of whomever: its parts speak through its storage", () => {
    for (const folder of folders) {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!name.endsWith(".js")) continue;
        const text = readFileSync(join(folder, name), "utf8");
        assert.doesNotMatch(text, /\bruntime\.on(?:Message|Connect)/, name);
      }
    }
  });

  it("has every file that its manifest names", () => {
    for (const folder of folders) {
      const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as object;
      for (const [path] of JSON.stringify(manifest).matchAll(/[\w/-]+\.(?:js|html|png)(?=")/g)) {
        assert.ok(existsSync(join(folder, path)), path);
      }
    }
  });

  it("is the same archive each time", () => {
    // Other tests are using the first build.
    const again = fromRoot("web/test-results/built-again");
    run("vite", ["build", "--config", "extension/vite.config.ts"], { ...process.env, DIST: again });
    for (const archive of archives) {
      assert.ok(readFileSync(join(again, archive)).equals(readFileSync(fromRoot(`dist/${archive}`))), archive);
    }
    rmSync(again, { recursive: true });
  });
});
