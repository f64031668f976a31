// The background of the extension in Firefox: a page that runs when something happens, and is stopped when it is idle.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { recordName } from "../../app/model/record-names.js";
import { eventually } from "./eventually.js";
import { sample } from "../inbox-page.js";
import { countsUnread, isAnnounced, keepsAnAccount, keepsNoAccount } from "../extension-kept.js";
import { loginLines, type Setting } from "./setting.js";
import { addedByFirefox, assertTellsNothing } from "../extension-told.js";

const account = { endpoint: "https://u.y.qq.com", musicid: sample.musicid };
const [seen, trouble] = [recordName("seen", account), recordName("trouble", account)];

/** Tests of an extension that is installed. */
export function testBackground(setting: () => Setting): void {
  describe("its background", () => {
    beforeEach(() => setting().forgetAll());

    /** Signs in, and leaves a page open that asks the gateway nothing. */
    async function signedIn(): Promise<void> {
      await setting().logIn();
      const inbox = await setting().signIn();
      await setting().page.until(async (name) => name in (await chrome.storage.session.get(name)), seen);
      await inbox.close();
    }

    /** Lets it look, and waits until it has. */
    async function look(): Promise<void> {
      await setting().page.evaluate((name) => chrome.storage.session.remove(name), trouble);
      await setting().lookNow();
      await setting().page.until(async (name) => name in (await chrome.storage.session.get(name)), trouble);
    }

    for (const [how, stopped] of [
      ["while the background runs", false],
      ["that wakes the background", true],
    ] as const) {
      it(`opens and closes the inbox beside the page with its button: a click ${how}`, async () => {
        for (const open of [true, false]) {
          if (stopped) await setting().extension.stopBackground();
          await setting().extension.pressButton();
          await eventually(`beside the page: ${open}`, async () => (await setting().extension.isBesidePage()) === open);
          await setting().page.until((wanted) => {
            const beside = chrome.extension.getViews({ type: "sidebar" as chrome.extension.ViewType });
            return beside.some(({ document }) => document.querySelector(".browser-login") !== null) === wanted;
          }, open);
        }
      });
    }

    it("wakes with the alarm, shows a new message on the button and announces who wrote it", async () => {
      await signedIn();
      await setting().extension.stopBackground();
      await setting().page.evaluate(() => chrome.action.setBadgeText({ text: "" }));
      setting().standIn.gateway.length = 0;
      await setting().incoming("这句话不在通知里");
      await setting().lookNow();
      await setting().page.until(isAnnounced);
      await setting().page.until(countsUnread);
      assertTellsNothing(setting().standIn.gateway, addedByFirefox);
      const shown = JSON.stringify(await setting().page.evaluate(() => chrome.notifications.getAll()));
      assert.ok(!shown.includes("这句话不在通知里"));
    });

    it("does not announce twice what it announced before it was stopped", async () => {
      await signedIn();
      await setting().incoming("你还在吗");
      await look();
      await setting().page.until(isAnnounced);
      await setting().page.evaluate(async () => {
        for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
      });
      await setting().extension.stopBackground();
      await look();
      assert.ok(!(await setting().page.evaluate(isAnnounced)));
    });

    it("wakes with a press on an announcement, and leads to its conversation in the tab that is there", async () => {
      await signedIn();
      const inbox = await setting().extension.open("inbox.html");
      await inbox.press(".session .session-open", "妈妈");
      await inbox.see(".thread h2", "妈妈");
      await setting().atSite([]);
      await setting().incoming("点开就是这里");
      await setting().lookNow();
      await setting().page.until(isAnnounced);
      await setting().extension.stopBackground();
      await setting().extension.pressAnnouncement();
      await inbox.see(".messages li", "点开就是这里");
      await inbox.until(() => document.visibilityState === "visible");
      assert.equal((await setting().tabsWith("inbox.html")).length, 1);
    });

    it("wakes with a press on an announcement, and leads to its conversation in a new tab", async () => {
      await signedIn();
      await setting().incoming("点开就是这里");
      await setting().lookNow();
      await setting().page.until(isAnnounced);
      await setting().extension.stopBackground();
      await setting().extension.pressAnnouncement();
      await eventually("a tab is there", async () => (await setting().tabsWith("inbox.html")).length === 1);
      const [inbox] = await setting().tabsWith("inbox.html");
      await inbox!.see(".messages li", "点开就是这里");
    });

    it("wakes with a change of the settings", async () => {
      await setting().extension.stopBackground();
      for (const minutes of [15, 0, 1]) {
        await setting().page.evaluate((chosen) => chrome.storage.local.set({ settings: { minutes: chosen } }), minutes);
        await setting().page.until(
          async (wanted) => ((await chrome.alarms.get("look"))?.periodInMinutes ?? 0) === wanted,
          minutes,
        );
        await setting().extension.stopBackground();
      }
    });

    it("wakes with a logout, and with a login", async () => {
      await signedIn();
      await setting().extension.stopBackground();
      await setting().logOut();
      await setting().page.until(keepsNoAccount);
      await setting().page.until(async () => (await chrome.action.getBadgeText({})) === "");
      await setting().extension.stopBackground();
      await setting().logIn();
      await setting().page.until(keepsAnAccount);
      await setting().page.until(countsUnread);
    });

    it("goes on after it was switched off and on", async () => {
      await signedIn();
      await setting().offAndOn();
      await setting().lookNow();
      await setting().page.until(keepsAnAccount);
      await setting().page.until(countsUnread);
    });

    it("goes on after Firefox was started again", async () => {
      const lasting = (line: string) => `${line}; Max-Age=3600`;
      await setting().atSite(loginLines.map(lasting));
      const inbox = await setting().signIn();
      await inbox.close();
      await setting().restart();
      await setting().page.until(keepsAnAccount);
      await setting().page.until(countsUnread);
      await setting().page.until(async () => (await chrome.alarms.get("look"))?.periodInMinutes === 1);
    });
  });
}
