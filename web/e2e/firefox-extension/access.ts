// The extension where Firefox withholds the gateway from it: from the beginning, or since its user took that back.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { countsUnread } from "../extension-kept.js";
import { cookies, gateway, useLogin, type Setting } from "./setting.js";
import { addedByFirefox, assertTellsNothing } from "../extension-told.js";

const withheld = "浏览器没有允许扩展访问音乐网关（u.y.qq.com）";
const allow = "允许访问";

const saysWithheld = async () => (await chrome.action.getBadgeText({})) === "!";

/** Tests of an extension that is installed. */
export function testAccess(setting: () => Setting): void {
  describe("that may not ask the gateway", () => {
    beforeEach(() => setting().forgetAll());

    const withhold = () => setting().extension.permit("remove", { origins: [gateway] });

    /** Signs in, and waits until nothing is on its way: Firefox would send that without the extension's rules. */
    const signInAndRest = async () => {
      await setting().logIn();
      const inbox = await setting().signIn();
      await setting().page.until(countsUnread);
      return inbox;
    };

    it("asks for the gateway with the cookies, in one question, and says after a no that nothing is read", async () => {
      await withhold();
      await setting().extension.permit("remove", cookies);
      await setting().logIn();
      const inbox = await setting().extension.open("inbox.html");
      await inbox.press("button", useLogin);
      await setting().extension.answer("decline");
      await inbox.see("[role=status]", "没有读取 Cookie");
      assert.equal(setting().standIn.gateway.length, 0);
      await inbox.press("button", useLogin);
      await setting().extension.answer("allow");
      await inbox.see(".session");
      assertTellsNothing(setting().standIn.gateway, addedByFirefox);
    });

    it("says so where it was taken back, and its button asks for it", async () => {
      const inbox = await signInAndRest();
      await withhold();
      await inbox.see(".banner", withheld);
      await setting().page.until(saysWithheld);
      setting().standIn.gateway.length = 0;
      await inbox.press("button", allow);
      await setting().extension.answer("allow");
      await inbox.until(() => document.querySelector(".banner") === null);
      await setting().page.until(countsUnread);
      assertTellsNothing(setting().standIn.gateway, addedByFirefox);
    });

    it("asks nothing while it is taken back, in the background too", async () => {
      await signInAndRest();
      await withhold();
      await setting().page.until(saysWithheld);
      setting().standIn.gateway.length = 0;
      await setting().extension.stopBackground();
      await setting().page.evaluate(() => chrome.action.setBadgeText({ text: "" }));
      await setting().lookNow();
      await setting().page.until(saysWithheld);
      assert.equal(setting().standIn.gateway.length, 0);
    });
  });
}
