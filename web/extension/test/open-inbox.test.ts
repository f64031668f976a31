// What a click on an announcement leads to.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { siteAccount } from "../account/kept-accounts.ts";
import { accountKey } from "../../app/model/account-id.ts";
import { openInbox } from "../background/open-inbox.ts";
import { announcedBy, announcementId } from "../watch/announcements.ts";
import { onLead, takeLead } from "../watch/lead.ts";
import { sayShown, shownInTabs } from "../watch/shown-in.ts";
import { settled } from "../../app/test/shared-store.ts";
import { FakeChrome } from "./fake-chrome.ts";

const id = siteAccount("123456");
const what = { account: accountKey(id), conversation: "123456_7 8" };
const inbox = "chrome-extension://id/inbox.html";

describe("the id of an announcement", () => {
  it("says of which account and which conversation it is", () =>
    assert.deepEqual(announcedBy(announcementId(id, what.conversation)), what));
  it("says that it is of many", () =>
    assert.deepEqual(announcedBy(announcementId(id, "")), { ...what, conversation: "" }));
});

describe("a chosen announcement", () => {
  it("opens a tab, and leaves word for it", async () => {
    const chrome = new FakeChrome();
    await openInbox(what);
    assert.deepEqual([...chrome.tabs.values()], [inbox]);
    assert.deepEqual(await takeLead(1), what);
    assert.equal(await takeLead(1), undefined, "once");
  });

  it("leads the tab that is there already, wherever that is", async () => {
    const chrome = new FakeChrome();
    chrome.tabs.set(5, `${inbox}#/c/123456_9`);
    await openInbox(what);
    assert.deepEqual([chrome.activeTab, chrome.tabs.size], [5, 1]);
    assert.equal(await takeLead(6), undefined, "and no other");
    assert.deepEqual(await takeLead(5), what);
  });

  describe("where a tab shows another account", () => {
    const other = accountKey(siteAccount("654321"));

    it("opens a new one: somebody may be writing there", async () => {
      const chrome = new FakeChrome();
      chrome.tabs.set(1, inbox);
      sayShown(1)(other);
      await openInbox(what);
      assert.deepEqual([chrome.activeTab, chrome.tabs.size], [2, 2]);
      assert.equal(await takeLead(1), undefined);
      assert.deepEqual(await takeLead(2), what);
    });

    it("leads the one that shows its own, however many there are", async () => {
      const chrome = new FakeChrome();
      for (const tab of [4, 5, 6]) chrome.tabs.set(tab, inbox);
      sayShown(4)(other);
      sayShown(6)(what.account);
      await openInbox(what);
      assert.deepEqual([chrome.activeTab, chrome.tabs.size], [6, 3]);
    });

    it("goes by what it shows now", async () => {
      const chrome = new FakeChrome();
      chrome.tabs.set(5, inbox);
      const show = sayShown(5);
      show(other);
      show(what.account);
      await settled();
      assert.deepEqual([...(await shownInTabs())], [[5, what.account]]);
      show("");
      await settled();
      assert.deepEqual([...(await shownInTabs())], []);
    });
  });

  it("is heard of by a page that is open", async () => {
    const chrome = new FakeChrome();
    chrome.tabs.set(5, inbox);
    let heard = 0;
    onLead(() => void heard++);
    await openInbox(what);
    await takeLead(5);
    await settled();
    assert.equal(heard, 1);
  });
});
