// A message whose text is a line between others.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { signal } from "@preact/signals";
import { render } from "preact";
import { numberAlone } from "../model/sides.ts";
import { rowsOf, type MessageRow } from "../thread/rows.ts";
import { Selection } from "../thread/selection.ts";
import type { Thread } from "../thread/thread.ts";
import { en } from "../words/en.ts";
import { message, peer } from "./messages.ts";

const { MessageView } = await import("../thread/message-view.tsx");
const { choose } = await import("../../common/language.ts");
choose("en");
afterEach(() => render(null, document.body));

const thread = { selection: new Selection(), conversation: signal({ user: peer }) } as unknown as Thread;

describe("a notice", () => {
  for (const [what, tips, shown] of [
    ["says what it says", "This is sent\nby itself", "This is sent by itself"],
    ["of which nothing can be seen says so", "\u200b\u2060", en.unseenMessage],
  ] as const) {
    it(what, () => {
      const said = { ...message(1, { metaData: null }), tips };
      const rest = { gaps: new Set<string>(), outgoing: [], peer, self: numberAlone("1"), hasOlder: true };
      const rows = rowsOf({ ...rest, messages: [said], sentKeys: new Set() });
      const row = rows.find((one): one is MessageRow => one.row === "message")!;
      render(<MessageView thread={thread} row={row} active={false} />, document.body);
      assert.equal(document.querySelector(".tip")?.textContent, shown);
    });
  }
});
