// The extension where Firefox keeps cookies apart: for each site that is visited, and for each container.

import { afterEach, beforeEach, describe, it } from "node:test";
import { keepsNoAccount } from "../extension-kept.js";
import { loginLines, site, useLogin, type Setting } from "./setting.js";
import { FirefoxTab } from "./tab.js";
import { addedByFirefox, assertTellsNothing } from "../extension-told.js";

/** Tests of an extension that is installed. */
export function testIsolation(setting: () => Setting): void {
  describe("where Firefox isolates first parties", () => {
    beforeEach(async () => {
      await setting().forgetAll();
      await setting().firefox.prefer("privacy.firstparty.isolate", true);
    });
    afterEach(() => setting().firefox.preferNothing("privacy.firstparty.isolate"));

    it("takes the login of y.qq.com, tells nothing else of it, and follows a logout", async () => {
      await setting().logIn();
      const inbox = await setting().signIn();
      assertTellsNothing(setting().standIn.gateway, addedByFirefox);
      await setting().logOut();
      await inbox.until(keepsNoAccount);
      await inbox.see("button", useLogin);
    });
  });

  describe("where somebody is logged in in a container", () => {
    beforeEach(async () => {
      await setting().forgetAll();
      await setting().firefox.prefer("privacy.userContext.enabled", true);
      setting().standIn.cookies = loginLines;
      await FirefoxTab.openInContainer(setting().firefox, site);
      setting().standIn.cookies = [];
    });
    afterEach(() => setting().firefox.preferNothing("privacy.userContext.enabled"));

    it("takes that login in a tab of the container", async () => {
      const inbox = await FirefoxTab.openInContainer(setting().firefox, `${setting().extension.origin}/inbox.html`);
      await inbox.press("button", useLogin);
      await inbox.see(".session");
    });

    it("does not take it elsewhere", async () => {
      const inbox = await setting().extension.open("inbox.html");
      await inbox.press("button", useLogin);
      await inbox.see("[role=status]", "你还没有登录 y.qq.com");
    });
  });
}
