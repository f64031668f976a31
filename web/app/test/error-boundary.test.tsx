// An error of one part of the page leaves the others.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { computed, signal } from "@preact/signals";
import { render, type ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { act } from "preact/test-utils";

const { ErrorBoundary } = await import("../ui/error-boundary.tsx");

const secret = "what somebody wrote";

function Breaks({ when }: { when: boolean }) {
  if (when) throw new TypeError(secret);
  return <p>whole</p>;
}

let complaints: string[];
beforeEach(() => {
  complaints = [];
  mock.method(console, "error", (said: string) => complaints.push(said));
});
afterEach(() => {
  render(null, document.body);
  mock.restoreAll();
});

const draw = (children: ComponentChildren) => act(() => render(children, document.body));
const shown = () => [...document.querySelectorAll("p, .not-shown > span")].map((one) => one.textContent);
const press = (name: string) =>
  act(() => {
    const buttons = [...document.querySelectorAll("button")];
    buttons.find((one) => one.textContent === name)!.click();
  });

describe("an error boundary", () => {
  it("shows what it surrounds", () => {
    draw(
      <ErrorBoundary place="row">
        <Breaks when={false} />
      </ErrorBoundary>,
    );
    assert.deepEqual(shown(), ["whole"]);
  });

  it("shows one line in the place of what breaks, and leaves its neighbours", () => {
    draw(
      [false, true, false].map((when, i) => (
        <ErrorBoundary key={i} place="row">
          <Breaks when={when} />
        </ErrorBoundary>
      )),
    );
    assert.deepEqual(shown(), ["whole", "This could not be shown", "whole"]);
  });

  it("shows it when what was whole breaks", () => {
    const row = (when: boolean) => (
      <ErrorBoundary place="row">
        <Breaks when={when} />
      </ErrorBoundary>
    );
    draw(row(false));
    draw(row(true));
    assert.deepEqual(shown(), ["This could not be shown"]);
  });

  it("shows it when an effect breaks", () => {
    function Effect(): null {
      useEffect(() => {
        throw new Error(secret);
      }, []);
      return null;
    }
    draw(
      <>
        <ErrorBoundary place="row">
          <Effect />
        </ErrorBoundary>
        <p>neighbour</p>
      </>,
    );
    assert.deepEqual(shown(), ["This could not be shown", "neighbour"]);
  });

  it("tries again with another key, and not with the same", () => {
    const row = (when: boolean, resetKey: string) => (
      <ErrorBoundary place="row" resetKey={resetKey}>
        <Breaks when={when} />
      </ErrorBoundary>
    );
    draw(row(true, "a"));
    draw(row(false, "a"));
    assert.deepEqual(shown(), ["This could not be shown"]);
    draw(row(false, "b"));
    assert.deepEqual(shown(), ["whole"]);
    draw(row(true, "c"));
    assert.deepEqual(shown(), ["This could not be shown"]);
  });

  it("tries again when it is told to", () => {
    const broken = { now: true };
    const Row = () => <Breaks when={broken.now} />;
    draw(
      <ErrorBoundary place="row">
        <Row />
      </ErrorBoundary>,
    );
    press("Try again");
    assert.deepEqual(shown(), ["This could not be shown"]);
    broken.now = false;
    press("Try again");
    assert.deepEqual(shown(), ["whole"]);
  });

  it("tells what broke, and nothing that anybody wrote", () => {
    draw(
      <ErrorBoundary place="row of a test">
        <Breaks when={true} />
      </ErrorBoundary>,
    );
    assert.equal(complaints.length, 1);
    assert.match(complaints[0]!, /^TypeError in row of a test\nat \S*Breaks \d+:\d+\n/);
    assert.match(complaints[0]!, /\nqqmusicpm 1\.2\.3\n/);
    assert.ok(!complaints[0]!.includes(secret));
  });
});

describe("a signal that is computed and breaks", () => {
  const count = signal(0);
  const odd = computed(() => {
    if (count.value % 2 === 1) throw new Error(secret);
    return count.value;
  });
  const Reader = () => <p>{`count ${odd.value}`}</p>;
  const Bound = () => <p>{odd}</p>;
  const setTo = (value: number) => act(() => void (count.value = value));

  beforeEach(() => setTo(0));

  for (const [how, Part] of [
    ["read while drawing", Reader],
    ["bound to the page", Bound],
  ] as const) {
    it(`${how} leaves the neighbours, and comes back with another key`, () => {
      const page = (resetKey: number) => (
        <>
          <ErrorBoundary place="row" resetKey={resetKey}>
            <Part />
          </ErrorBoundary>
          <p>neighbour</p>
        </>
      );
      draw(page(0));
      setTo(1);
      assert.deepEqual(shown(), ["This could not be shown", "neighbour"]);
      setTo(2);
      setTo(3);
      setTo(4);
      draw(page(1));
      assert.match(shown().join(), /^(count )?4,neighbour$/);
    });

    it(`${how} from the beginning leaves the neighbours`, () => {
      setTo(1);
      draw(
        <>
          <ErrorBoundary place="row">
            <Part />
          </ErrorBoundary>
          <p>neighbour</p>
        </>,
      );
      assert.deepEqual(shown(), ["This could not be shown", "neighbour"]);
      setTo(2);
      press("Try again");
      assert.match(shown().join(), /^(count )?2,neighbour$/);
    });
  }
});
