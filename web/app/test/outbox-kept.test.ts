// What becomes of a message that was kept, by its state and by what happens.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { message } from "./messages.ts";
import { Browser, kept, nameOf, quiet } from "./outbox-world.ts";
import { recordOf, type EntryState } from "../outbox/entry.ts";
import type { Arrival } from "../outbox/look-for.ts";

/** What a message in a state becomes: its state then, and how often it was sent. */
type After = `${EntryState | "gone"} ${0 | 1}`;

describe("a message that was kept", () => {
  const events: Record<string, { look?: Arrival; do?: (tab: ReturnType<Browser["open"]>) => void; offline?: boolean }> =
    {
      "when it is found": { look: "found" },
      "when it is not there": { look: "absent" },
      "when nobody can say": { look: "unknown" },
      "without a network": { look: "absent", offline: true },
      "when a page has it": { do: (tab) => tab.outbox.settle("s", [message(1, { clientKey: "k" })]), look: "absent" },
      "when a page of another conversation comes": {
        do: (tab) => tab.outbox.settle("t", [message(1, { clientKey: "k" })]),
        look: "unknown",
      },
      "when it is given up": { do: (tab) => tab.outbox.discard("k"), look: "absent" },
      "when the user insists": { do: (tab) => tab.outbox.retry("k"), look: "unknown" },
    };
  const table: Record<string, Record<EntryState, After>> = {
    "when it is found": {
      waiting: "gone 0",
      sending: "gone 0",
      maybe: "gone 0",
      failed: "failed 0",
      accepted: "accepted 0",
    },
    "when it is not there": {
      waiting: "gone 1",
      sending: "failed 0",
      maybe: "failed 0",
      failed: "failed 0",
      accepted: "accepted 0",
    },
    "when nobody can say": {
      waiting: "waiting 0",
      sending: "maybe 0",
      maybe: "maybe 0",
      failed: "failed 0",
      accepted: "accepted 0",
    },
    "without a network": {
      waiting: "waiting 0",
      sending: "maybe 0",
      maybe: "maybe 0",
      failed: "failed 0",
      accepted: "accepted 0",
    },
    "when a page has it": {
      waiting: "gone 0",
      sending: "gone 0",
      maybe: "gone 0",
      failed: "gone 0",
      accepted: "gone 0",
    },
    "when a page of another conversation comes": {
      waiting: "waiting 0",
      sending: "maybe 0",
      maybe: "maybe 0",
      failed: "failed 0",
      accepted: "accepted 0",
    },
    "when it is given up": {
      waiting: "gone 0",
      sending: "gone 0",
      maybe: "gone 0",
      failed: "gone 0",
      accepted: "gone 0",
    },
    "when the user insists": {
      waiting: "waiting 0", // there is no need yet: it was not even looked for
      sending: "gone 1",
      maybe: "gone 1",
      failed: "gone 1",
      accepted: "gone 1",
    },
  };
  for (const [event, states] of Object.entries(table)) {
    for (const [state, after] of Object.entries(states)) {
      it(`as ${state}, ${event}: ${after}`, async () => {
        const browser = new Browser();
        const { look, do: happen, offline } = events[event]!;
        browser.disk.texts.set(nameOf("k"), recordOf(kept("k", { state: state as EntryState })));
        browser.online.value = false;
        const tab = browser.open();
        await tab.outbox.restore();
        await quiet();
        browser.gateway.absent = look === "found" ? "absent" : look!;
        if (look === "found") browser.gateway.arrived.add("k");
        happen?.(tab);
        browser.online.value = !offline;
        await quiet();
        assert.equal(`${tab.state("k")} ${browser.gateway.sent.length}`, after);
        assert.equal(browser.disk.texts.has(nameOf("k")), tab.state("k") !== "gone");
      });
    }
  }
});
