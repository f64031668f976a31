// Nodes that newer ones have taken the place of.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { it, type TestContext } from "node:test";
import { render, type ComponentChildren, type VNode } from "preact";
import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { forgetOldNodes } from "../ui/old-nodes.ts";

// Views find the page where they are loaded.
const { ErrorBoundary } = await import("../ui/error-boundary.tsx");

forgetOldNodes();

/** Shows something in the page for as long as the test runs. */
async function show(t: TestContext, what: ComponentChildren): Promise<HTMLElement> {
  const place = document.createElement("div");
  await act(() => render(what, place));
  t.after(() => render(null, place));
  return place;
}

const above = (node: VNode) => (node as VNode & { __?: unknown }).__;

it("hold on to nothing above them when who shows them renders itself anew", async (t) => {
  let next = () => {};
  const Frame = ({ children }: { children: ComponentChildren }) => {
    const [turn, setTurn] = useState(0);
    next = () => setTurn(turn + 1);
    return <section title={String(turn)}>{children}</section>;
  };
  const given = <p>given</p>;
  const place = await show(t, <Frame>{given}</Frame>);
  assert.notEqual(above(given), null);
  await act(() => next());
  assert.equal(place.innerHTML, '<section title="1"><p>given</p></section>');
  assert.equal(above(given), null);
});

it("do not keep an error from what surrounds it", async (t) => {
  t.mock.method(console, "error", () => {});
  let fail = () => {};
  const Row = () => {
    const [fails, setFails] = useState(false);
    fail = () => setFails(true);
    if (fails) throw new Error("broken");
    return <p>row</p>;
  };
  const place = await show(
    t,
    <ErrorBoundary place="row">
      <Row />
    </ErrorBoundary>,
  );
  await act(() => fail());
  assert.ok(place.querySelector(".not-shown"));
});
