// What the settings say of a gateway.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { render } from "preact";
import { act } from "preact/test-utils";
import { LearnedGateway } from "../gateway/learned-gateway.ts";

const { GatewaySection } = await import("../settings/gateway-section.tsx");

let learned: LearnedGateway;
beforeEach(() => {
  learned = new LearnedGateway("");
  const view = (
    <GatewaySection learned={learned} host="u.y.qq.com">
      <button type="button">more</button>
    </GatewaySection>
  );
  act(() => render(view, document.body));
});
afterEach(() => render(null, document.body));

const textsOf = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent);

describe("the settings", () => {
  it("say of a gateway of which nothing was learned where it is and what is spoken", () => {
    assert.deepEqual([textsOf("dd"), textsOf("button")], [["u.y.qq.com", "20.9"], ["more"]]);
  });

  it("say what was learned, and forget it", () => {
    act(() => learned.learn({ dialect: "14.9", pageOrder: "oldestFirst", newestOrder: 0, timeUnit: "milliseconds" }));
    const oldest = "The newest page first, its oldest message first";
    assert.deepEqual(textsOf("dd"), ["u.y.qq.com", "14.9", oldest, "0", "milliseconds"]);
    const forget = [...document.querySelectorAll("button")].find((one) => one.textContent === "Forget")!;
    act(() => forget.click());
    assert.deepEqual([learned.learned.value, textsOf("button")], [{}, ["more"]]);
  });
});
