// What becomes of a call whose form is not in view any more when its answer comes.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Bridge, Client } from "../bridge.ts";
import { callNamed } from "../calls.ts";

Object.assign(globalThis, { location: { hash: "#getMusicianMessageCard" }, addEventListener() {} });
const { complaint, change, selected } = await import("../form.ts");
const { run } = await import("../runs.ts");

/** A module whose calls are refused for one of their arguments, after something happened meanwhile. */
function refusing(argument: string, meanwhile: () => void): Bridge {
  const refuse = () => {
    meanwhile();
    return Promise.reject(Object.assign(new Error("wrong"), { argument }));
  };
  const client = new Proxy({} as Client, {
    get: (_, name) => (name === "then" ? undefined : name === "close" ? () => {} : refuse),
  });
  return { createClient: async () => client, end: new Promise(() => {}) };
}

describe("a call that is refused for an argument", () => {
  const call = callNamed("getMusicianMessageCard")!;
  const [param] = call.params;

  it("has that told at its field", async () => {
    selected.value = call;
    change(param!.name, { given: "yes", text: "x", number: false });
    await run(refusing(param!.name, () => {}));
    assert.equal(complaint.value?.param, param!.name);
  });

  it("says nothing at the fields of the call that is in view by then", async () => {
    selected.value = call;
    change(param!.name, { given: "yes", text: "y", number: false });
    await run(refusing(param!.name, () => (selected.value = callNamed("getSessions")!)));
    assert.equal(complaint.value, undefined);
  });
});
