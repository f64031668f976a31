// The extension as it comes: what it may do, what it asks for, and what follows from the answer.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { simulator } from "../harness.js";
import { sample } from "../inbox-page.js";
import { keepsNoAccount } from "../extension-kept.js";
import { gateway, useLogin, type Setting } from "./setting.js";

/** Tests that leave the extension installed from its archive. */
export function testInstallation(setting: () => Setting): void {
  describe("that was just installed", () => {
    it("opens from its folder", async () => {
      await setting().install("folder");
      const inbox = await setting().extension.open("inbox.html");
      await inbox.see("button", useLogin);
      await setting().extension.uninstall();
    });

    it("opens from its archive", async () => {
      await setting().install("archive");
      const inbox = await setting().extension.open("inbox.html");
      await inbox.see("button", useLogin);
    });

    it("may do what its manifest says, and reads no cookies", async () => {
      await setting().logIn();
      const inbox = await setting().extension.open("inbox.html");
      const may = (await inbox.evaluate(() => chrome.permissions.getAll())) as { permissions: string[] };
      assert.deepEqual(
        { ...may, permissions: may.permissions.sort() },
        {
          permissions: ["alarms", "declarativeNetRequestWithHostAccess", "notifications", "storage"],
          origins: [gateway],
          data_collection: ["authenticationInfo", "personalCommunications"],
        },
      );
      assert.equal(await inbox.evaluate(() => typeof chrome.cookies), "undefined");
      assert.equal(setting().standIn.gateway.length, 0);
    });

    it("asks for the cookies, and takes a no", async () => {
      await setting().logIn();
      const inbox = await setting().extension.open("inbox.html");
      await inbox.press("button", useLogin);
      await setting().extension.answer("decline");
      await inbox.see("[role=status]", "没有读取 Cookie");
      assert.equal(setting().standIn.gateway.length, 0);
    });

    it("asks for the cookies, signs in after a yes, and notices a logout from then on", async () => {
      await setting().logIn();
      const inbox = await setting().extension.open("inbox.html");
      await inbox.press("button", useLogin);
      await setting().extension.answer("allow");
      await inbox.see(".session");
      const [request] = await simulator(setting().standIn.demo).requests();
      assert.equal(request?.musicid, sample.musicid);
      // Nothing else wakes the background.
      await inbox.evaluate(() => chrome.storage.local.set({ settings: { minutes: 0 } }));
      await inbox.until(async () => (await chrome.alarms.get("look")) === undefined);
      await setting().extension.stopBackground();
      await setting().logOut();
      await inbox.until(keepsNoAccount);
      await inbox.see("button", useLogin);
    });
  });
}
