// The dialog of the check, whose account may be left while it is open.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { it } from "node:test";
import { render } from "preact";
import { act } from "preact/test-utils";
import { login } from "./check-world.ts";

const { CheckDialog, openCheck } = await import("../check/check-dialog.tsx");

it("a check that is ended from outside asks for nothing more, and shows what it found until then", async () => {
  Object.assign(globalThis, { location: new URL("https://inbox.example/") });
  document.createElement("dialog").constructor.prototype.showModal = () => {};
  let end: () => void = () => {};
  await act(() => render(<CheckDialog />, document.body));
  await act(() => void (end = openCheck({ login, address: "gateway", connect: () => new Promise(() => {}) })));
  await act(() => document.querySelector<HTMLButtonElement>(".gateway-check .primary")!.click());
  assert.equal(document.querySelector(".check-report"), null);
  await act(async () => {
    end();
    await new Promise((resolve) => setImmediate(resolve));
  });
  assert.ok(document.querySelector(".check-report"));
  await act(() => render(null, document.body));
});
