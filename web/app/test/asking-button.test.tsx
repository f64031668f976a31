import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { render } from "preact";
import { act } from "preact/test-utils";

const { AskingButton } = await import("../ui/asking-button.tsx");

afterEach(() => render(null, document.body));

const button = () => document.querySelector("button")!;
const press = () => act(() => button().click());
const state = () => [button().getAttribute("aria-busy"), button().getAttribute("aria-disabled")];
const shows = (selector: string) => button().querySelector(selector) !== null;

describe("a button whose answer takes its time", () => {
  let presses = 0;
  let answer: (() => void) | undefined;
  const show = (props: { label?: string; busy?: boolean; disabled?: boolean } = {}) => {
    presses = 0;
    const ask = () => {
      presses++;
      return new Promise<void>((resolve) => (answer = resolve));
    };
    return act(() =>
      render(
        <AskingButton class="button primary" press={ask} {...props}>
          <b>Look</b>
        </AskingButton>,
        document.body,
      ),
    );
  };

  it("shows that it works until the answer is there, and keeps its look and its words", async () => {
    await show();
    await press();
    assert.deepEqual(state(), ["true", "true"]);
    assert.ok(shows(".spinner") && shows("b"));
    assert.equal(button().className, "button primary");
    await act(async () => answer!());
    assert.deepEqual(state(), ["false", "false"]);
    assert.ok(!shows(".spinner"));
  });

  it("asks once, however often it is pressed", async () => {
    await show();
    await press();
    await press();
    assert.equal(presses, 1);
  });

  for (const props of [{ busy: true }, { disabled: true }]) {
    it(`asks nothing when it is ${Object.keys(props).join()}`, async () => {
      await show(props);
      await press();
      assert.equal(presses, 0);
    });
  }

  it("that shows a picture alone keeps its name while the picture gives way", async () => {
    await show({ label: "Refresh" });
    await press();
    assert.equal(button().getAttribute("aria-label"), "Refresh");
    assert.ok(shows(".spinner") && !shows("b"));
  });
});
