// What the menu beside the field to write in offers.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Entry } from "../../sdk/src/index.ts";
import { QuickReplies } from "../compose/quick-replies.ts";
import { en } from "../words/en.ts";
import { SharedStore } from "./shared-store.ts";

const { composerItems } = await import("../compose/composer-items.ts");
const { choose } = await import("../../common/language.ts");
choose("en");

const entry = (title: string, skipScheme: string, rightTopTag = ""): Entry => ({
  entryType: 1,
  icon: "",
  title,
  skipScheme,
  rightTopTag,
  ext: {},
});

async function offered({ replies = [] as string[], draft = "", entries = [] as Entry[] }) {
  const kept = new QuickReplies({ endpoint: "", musicid: "1" }, new SharedStore().tab());
  for (const text of replies) await kept.add(text);
  const used: string[] = [];
  const items = composerItems({ replies: kept, draft, entries, use: (reply) => used.push(reply), edit: () => {} });
  return { labels: items.map((one) => one.label), items, used, kept };
}

describe("the menu beside the field", () => {
  it("offers to add a quick reply where there is none", async () =>
    assert.deepEqual((await offered({})).labels, [en.addQuickReply]));

  it("offers the quick replies, and to edit them", async () =>
    assert.deepEqual((await offered({ replies: ["yes", "no"] })).labels, ["yes", "no", en.editQuickReplies]));

  it("names a quick reply of which nothing can be seen", async () =>
    assert.deepEqual((await offered({ replies: ["\u200b\u3164"] })).labels, [en.unseenMessage, en.editQuickReplies]));

  it("puts a quick reply into the field as it was written", async () => {
    const { items, used } = await offered({ replies: ["two\nlines"] });
    items[0]!.run();
    assert.deepEqual(used, ["two\nlines"]);
  });

  it("offers to keep what is being written, once", async () => {
    assert.deepEqual((await offered({ draft: " hi " })).labels, [en.keepAsQuickReply, en.addQuickReply]);
    assert.deepEqual((await offered({ draft: " hi ", replies: ["hi"] })).labels, ["hi", en.editQuickReplies]);
  });

  it("offers of the gateway's entries those that a browser can open", async () => {
    const entries = [
      entry("Listen together", "qqmusic://qq.com/ui/listenTogether"),
      entry("Gift", "https://y.qq.com/", "new"),
      entry("Nothing", ""),
    ];
    assert.deepEqual((await offered({ entries })).labels, [en.addQuickReply, "Gift · new"]);
  });
});
