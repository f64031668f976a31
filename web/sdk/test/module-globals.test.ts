// The globals as one module sees them.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { ModuleGlobals } from "../src/module/globals.ts";

/** What stands for globalThis in a module. */
const seen = (globals: ModuleGlobals) => globals.globalThis as Record<string, unknown> & typeof globalThis;

describe("the globals of a module", () => {
  it("are those of the host", () => {
    assert.equal(seen(new ModuleGlobals()).crypto, crypto);
  });

  for (const name of ["fs", "process", "path", "dispatchEvent"]) {
    it(`hold no ${name}, whatever the host has`, (t) => {
      const host = globalThis as Record<string, unknown>;
      if (!(name in host)) {
        host[name] = "the host's";
        t.after(() => delete host[name]);
      }
      assert.equal(seen(new ModuleGlobals())[name], undefined);
    });
  }

  for (const name of ["fs", "QQMusicPM", "crypto"]) {
    it(`keep ${name} for the module that put it in place`, () => {
      const before = (globalThis as Record<string, unknown>)[name];
      const one = new ModuleGlobals();
      const other = new ModuleGlobals();
      const theirs = seen(other)[name];
      const put = {};
      (seen(one) as Record<string, unknown>)[name] = put;
      assert.equal(seen(one)[name], put);
      assert.equal(one.get(name), put);
      assert.equal(seen(other)[name], theirs);
      assert.equal((globalThis as Record<string, unknown>)[name], before);
    });
  }
});

describe("the timers of a module", () => {
  let fired: string[];
  beforeEach(() => {
    fired = [];
    mock.timers.enable({ apis: ["setTimeout"] });
  });
  afterEach(() => mock.timers.reset());

  /** A timer of the module that notes its name. */
  const timer = (globals: ModuleGlobals, name: string, ms: number) =>
    seen(globals).setTimeout(() => fired.push(name), ms);

  it("fire when it is their time", () => {
    timer(new ModuleGlobals(), "a", 10);
    mock.timers.tick(9);
    assert.deepEqual(fired, []);
    mock.timers.tick(1);
    assert.deepEqual(fired, ["a"]);
  });

  it("can be cleared one by one", () => {
    const globals = new ModuleGlobals();
    const [first] = [timer(globals, "a", 10), timer(globals, "b", 10)];
    seen(globals).clearTimeout(first);
    mock.timers.tick(10);
    assert.deepEqual(fired, ["b"]);
  });

  it("can be cleared all at once, and others are let be", () => {
    const globals = new ModuleGlobals();
    timer(globals, "a", 10);
    timer(globals, "b", 20);
    timer(new ModuleGlobals(), "another module's", 20);
    setTimeout(() => fired.push("the page's"), 20);
    globals.clearTimers();
    mock.timers.tick(20);
    assert.deepEqual(fired, ["another module's", "the page's"]);
  });

  it("are forgotten when they have fired or were cleared", (t) => {
    const globals = new ModuleGlobals();
    timer(globals, "a", 10);
    mock.timers.tick(10);
    seen(globals).clearTimeout(timer(globals, "b", 10));
    const cleared = t.mock.method(globalThis, "clearTimeout");
    globals.clearTimers();
    assert.equal(cleared.mock.callCount(), 0);
  });
});
