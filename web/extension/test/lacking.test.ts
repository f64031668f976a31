// Browsers that have less than others: what is there works.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { settled } from "../../app/test/shared-store.ts";
import { siteAccount } from "../account/kept-accounts.ts";
import { onAnnouncement } from "../watch/announce.ts";
import { look } from "../background/look.ts";
import { onLook, setLooks } from "../watch/looks.ts";
import { onToolbarClick } from "../background/on-toolbar-click.ts";
import { openInbox } from "../background/open-inbox.ts";
import { readSeen } from "../watch/watch-state.ts";
import { FakeChrome } from "./fake-chrome.ts";
import { message, page, session } from "./sessions.ts";
import { signIn } from "./sign-in.ts";

const inbox = "chrome-extension://id/inbox.html";
const id = siteAccount("123456");

/** A browser without something, in which somebody is signed in. */
async function without(...lacking: Parameters<FakeChrome["lacks"]>[]): Promise<FakeChrome> {
  const chrome = new FakeChrome();
  await signIn({ musicid: "123456", musickey: "Q_H_L_a" });
  for (const one of lacking) chrome.lacks(...one);
  return chrome;
}

/** Looks twice, with a new message in between. */
async function lookTwice(): Promise<void> {
  await look(async () => page(session("a", message("1", 100))));
  await look(async () => page(session("a", message("2", 110), 2)));
}

describe("the toolbar button", () => {
  it("opens a tab where there is no place beside the page, and the same one again", async () => {
    const chrome = new FakeChrome();
    onToolbarClick();
    chrome.press();
    await settled();
    assert.deepEqual([...chrome.tabs.values()], [inbox]);
    chrome.activeTab = undefined;
    chrome.press();
    await settled();
    assert.deepEqual([chrome.tabs.size, chrome.activeTab], [1, 1]);
  });

  it("opens a tab when the place beside the page cannot be opened", async () => {
    const chrome = new FakeChrome();
    onToolbarClick(() => Promise.reject(new Error("not here")));
    chrome.press();
    await settled();
    assert.deepEqual([...chrome.tabs.values()], [inbox]);
  });

  it("opens no tab when the place beside the page is opened, which is done in the click itself", async () => {
    const chrome = new FakeChrome();
    let opened = 0;
    onToolbarClick(async () => void opened++);
    chrome.press();
    assert.equal(opened, 1);
    await settled();
    assert.equal(chrome.tabs.size, 0);
  });
});

describe("a browser without notifications", () => {
  it("has the number on the button, and what was seen counts as seen", async () => {
    const chrome = await without(["notifications"]);
    onAnnouncement(() => assert.fail("chosen"));
    await lookTwice();
    assert.deepEqual([chrome.badge, (await readSeen(id))?.newest], ["2", { a: "2" }]);
  });
});

describe("a browser whose button shows", () => {
  const badge = ["setBadgeText", "setBadgeTextColor", "setBadgeBackgroundColor"];
  for (const [what, members] of [
    ["no number", badge],
    ["a number in one colour", ["setBadgeTextColor"]],
    ["no title", ["setTitle"]],
  ] as const) {
    it(`${what}: new messages are announced`, async () => {
      const chrome = await without(...members.map((member) => ["action", member] as ["action", string]));
      await lookTwice();
      assert.equal(chrome.notifications.size, 1);
    });
  }
});

describe("a browser without alarms", () => {
  it("lets the background live", async () => {
    const chrome = await without(["alarms"]);
    onLook(() => assert.fail("due"));
    await setLooks();
    await lookTwice();
    assert.equal(chrome.badge, "2");
  });
});

describe("a browser without windows", () => {
  it("shows the tab that is there", async () => {
    const chrome = await without(["windows"]);
    chrome.tabs.set(5, inbox);
    await openInbox({ account: "a", conversation: "b" });
    assert.equal(chrome.activeTab, 5);
  });
});
