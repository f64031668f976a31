// A text as it is shown, when nothing of it can be seen.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { render } from "preact";
import { en } from "../words/en.ts";

const { MessageText } = await import("../thread/message-text.tsx");
const { choose } = await import("../../common/language.ts");
choose("en");
afterEach(() => render(null, document.body));

describe("a bubble", () => {
  for (const [what, text, shown] of [
    ["of zero-width characters says so", "\u200b\u2060", en.unseenMessage],
    ["of fillers that look like letters says so", "\u3164\u3164", en.unseenMessage],
    ["of many of them says so without being cut", "\u200b".repeat(2000), en.unseenMessage],
    ["of spaces says that it is empty", " \n ", en.emptyMessage],
    ["shows what can be seen", "\u200bhi", "\u200bhi"],
  ] as const) {
    it(what, () => {
      render(<MessageText>{text}</MessageText>, document.body);
      assert.equal(document.body.textContent, shown);
    });
  }
});
