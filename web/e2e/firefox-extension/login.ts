// The login of y.qq.com, as the extension takes it in Firefox.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { sample } from "../inbox-page.js";
import { allKept, assertInMemoryAlone, keepsNoAccount } from "../extension-kept.js";
import { gateway, useLogin, type Setting } from "./setting.js";

/** Tests of an extension that is installed. */
export function testLogin(setting: () => Setting): void {
  describe("signing in", () => {
    beforeEach(() => setting().forgetAll());

    it("keeps the key in memory alone", async () => {
      await setting().logIn();
      const inbox = await setting().signIn();
      assertInMemoryAlone(await inbox.evaluate(allKept), sample.musickey);
    });

    it("waits for the login where there is none, and goes on by itself", async () => {
      const inbox = await setting().extension.open("inbox.html");
      await inbox.press("button", useLogin);
      await inbox.see("[role=status]", "你还没有登录 y.qq.com");
      assert.equal(setting().standIn.gateway.length, 0);
      await setting().logIn();
      await inbox.see(".session");
    });

    it("gives the leave to read the cookies back when its account is signed out of", async () => {
      await setting().logIn();
      const inbox = await setting().signIn();
      await inbox.press(".account-button");
      await inbox.press("[role=menuitem]", /^账号…$/);
      await inbox.press("button[aria-label^='退出登录：']");
      await inbox.press(".question .danger");
      await inbox.see("button", useLogin);
      await inbox.until(async () => !(await chrome.permissions.getAll()).permissions?.includes("cookies"));
      assert.deepEqual((await inbox.evaluate(() => chrome.permissions.getAll())).origins, [gateway]);
      await inbox.until(keepsNoAccount);
    });
  });
}
