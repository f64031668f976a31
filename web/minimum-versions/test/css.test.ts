import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { featuresOfStyles } from "../css.ts";

describe("the features of a style sheet", () => {
  for (const [css, feature] of [
    ["a { gap: 1px }", "properties.gap"],
    ["a { overflow: clip }", "properties.overflow.clip"],
    ["a { color: color-mix(in srgb, red, blue) }", "types.color.color-mix"],
    ["a { width: clamp(1px, 2px, 3px) }", "types.clamp"],
    ["a { height: calc(100dvh - 1px) }", "types.length.viewport_percentage_units_dynamic"],
    ["a { width: 1cqi }", "types.length.container_query_length_units"],
    ["a:has(b) {}", "selectors.has"],
    ["a::backdrop {}", "selectors.backdrop"],
    ["a { & b {} }", "selectors.nesting"],
    ["@container (min-width: 1px) { a {} }", "at-rules.container"],
    ["@media (any-hover: hover) { a {} }", "at-rules.media.any-hover"],
    ["@media (width >= 1px) { a {} }", "at-rules.media.range_syntax"],
    ["a { --b: oklch(1 0 0) }", "types.color.oklch"],
  ] as const) {
    it(css, () => assert.ok([...featuresOfStyles("a.css", css)].includes(`css.${feature}`)));
  }

  it("that is wrong is an error", () => assert.throws(() => featuresOfStyles("a.css", "a { b: }}"), /a\.css/));
});
