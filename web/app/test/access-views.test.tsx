// Where the permission to ask the gateway is missing, whoever meets that has the button for it at hand.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { render } from "preact";
import { act } from "preact/test-utils";
import { NetworkError } from "../../sdk/src/errors.ts";
import { problemOf } from "../model/problem.ts";
import { FakeAccess } from "./fake-access.ts";
import { settled } from "./fake-clock.ts";

const { AccessBanner } = await import("../ui/access-banner.tsx");
const { ProblemFacts } = await import("../ui/problem-view.tsx");
const { offerAccess } = await import("../shell/offer-access.ts");

let stop = () => {};
afterEach(() => {
  render(null, document.body);
  stop();
});

const button = () => [...document.querySelectorAll("button")].find((one) => one.textContent === "Allow access");
const problem = (withheld: boolean) => problemOf(new NetworkError("x"), { online: true, foreign: false, withheld });

describe("the permission that is missing", () => {
  for (const [where, view] of [
    ["above the messages", <AccessBanner />],
    ["in what failed for it", <ProblemFacts problem={problem(true)} />],
  ] as const) {
    it(`is named ${where}, and asked for with a press`, async () => {
      const access = new FakeAccess(false);
      stop = offerAccess({ access });
      act(() => render(view, document.body));
      assert.match(document.body.textContent ?? "", /does not allow the extension to access.*u\.y\.qq\.com/);
      await act(async () => {
        button()!.click();
        await settled();
      });
      assert.deepEqual([access.asks, button()], [1, undefined]);
    });
  }

  it("has no banner while it is there", () => {
    stop = offerAccess({ access: new FakeAccess() });
    act(() => render(<AccessBanner />, document.body));
    assert.equal(document.body.textContent, "");
  });

  it("is not asked for in what failed for another reason", () => {
    stop = offerAccess({ access: new FakeAccess(false) });
    act(() => render(<ProblemFacts problem={problem(false)} />, document.body));
    assert.equal(button(), undefined);
  });
});
