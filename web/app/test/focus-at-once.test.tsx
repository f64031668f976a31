// What is in view has the focus and its keys already: a key that is pressed at once is not lost. Nothing is painted here, so
// what waits for that never comes.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { signal } from "@preact/signals";
import { render } from "preact";
import { useRef } from "preact/hooks";
import { QuickReplies } from "../compose/quick-replies.ts";
import { session } from "./messages.ts";
import { SharedStore } from "./shared-store.ts";

class NothingChanges {
  observe() {}
  disconnect() {}
}
Object.assign(globalThis, {
  matchMedia: () => ({ matches: true }),
  addEventListener: () => {},
  ResizeObserver: NothingChanges,
});
const { Composer } = await import("../compose/composer.tsx");
const { Find } = await import("../find/find.ts");
const { FindBar } = await import("../find/find-bar.tsx");
const { useModal } = await import("../ui/modal.ts");
const { runShortcut } = await import("../ui/shortcuts.ts");

afterEach(() => render(null, document.body));

describe("the bar over a message that was found", () => {
  const went: string[] = [];
  const hit = { conversation: "a", id: "1", time: 1, side: "them", piece: "x" } as const;
  const conversation = { ...session("Anna"), sessionId: "a" };

  beforeEach(async () => {
    went.length = 0;
    const find = new Find({
      list: signal({ conversations: [conversation], hasMore: false, unread: 0 }),
      openId: signal("a"),
      search: {
        found: signal(undefined),
        extent: signal(undefined),
        broken: signal(false),
        search: () => {},
        show: () => {},
        near: () => Promise.resolve({ hit, place: 0, count: 3 }),
        close: () => {},
      },
      goTo: () => {},
      remember: () => () => went.push("back"),
      onEnd: () => {},
    });
    await find.choose({ choice: "hit", key: "h", hit, place: 0 });
    render(<FindBar find={find} />, document.body);
  });

  it("has the focus on what leads to the next one", () => {
    assert.equal(document.activeElement?.getAttribute("data-step"), "1");
  });

  it("leads back with Esc, wherever the focus is", () => {
    const press = { key: "Escape", code: "Escape", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };
    const surroundings = { writing: false, mac: false, singleKeys: true };
    runShortcut({ ...press, isComposing: false, keyCode: 27, repeat: false }, surroundings);
    assert.deepEqual(went, ["back"]);
  });
});

describe("the field to write in", () => {
  it("has the focus", () => {
    const replies = new QuickReplies({ endpoint: "", musicid: "1" }, new SharedStore().tab());
    const props = { to: "Anna", reachable: true, draft: "", write: () => {}, send: () => {}, replies, entries: [] };
    render(<Composer {...props} />, document.body);
    assert.equal(document.activeElement?.tagName, "TEXTAREA");
  });
});

describe("a dialog", () => {
  it("is open, and the focus is where it wants it", () => {
    function Dialog() {
      const dialog = useRef<HTMLDialogElement>(null);
      useModal(dialog, { opened: (opened) => opened.querySelector("input")!.focus() });
      return (
        <dialog ref={dialog}>
          <input />
        </dialog>
      );
    }
    render(<Dialog />, document.body);
    assert.equal(document.querySelector("dialog")!.open, true);
    assert.equal(document.activeElement?.tagName, "INPUT");
  });
});
