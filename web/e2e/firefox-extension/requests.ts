// What the requests of the extension tell in Firefox, and that those of others are as they were.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { site, type Setting } from "./setting.js";
import { FirefoxTab } from "./tab.js";
import { addedByFirefox, assertAsEver, assertTellsNothing } from "../extension-told.js";

/** The key, as WebDriver names it. */
const enter = "\uE007";

/** Tests of an extension that is installed. */
export function testRequests(setting: () => Setting): void {
  describe("its requests", () => {
    beforeEach(() => setting().forgetAll());

    it("tells the gateway nothing of the browser, reading and sending", async () => {
      await setting().logIn();
      const inbox = await setting().signIn();
      await inbox.press(".session .session-open", "贝斯手阿哲");
      await inbox.type(".composer textarea", "来自 Firefox");
      await inbox.type(".composer textarea", enter);
      await inbox.see(".messages li .bubble:not(.is-waiting, .is-sending)", "来自 Firefox");
      assertTellsNothing(setting().standIn.gateway, addedByFirefox);
    });

    it("tells nobody who looks at a picture", async () => {
      await setting().logIn();
      const inbox = await setting().extension.open("inbox.html");
      await inbox.evaluate(
        (src) =>
          new Promise<void>((loaded) => {
            const ended = () => loaded();
            Object.assign(new Image(), { onload: ended, onerror: ended, src });
          }),
        `${site}picture.png`,
      );
      const { headers } = setting().standIn.site.find(({ path }) => path === "/picture.png") ?? {};
      for (const name of ["cookie", "origin", "referer"]) assert.ok(headers && !(name in headers), name);
    });

    it("leaves the requests of a tab on y.qq.com as they are", async () => {
      await setting().logIn();
      await setting().signIn();
      const tab = await FirefoxTab.open(setting().firefox, site);
      setting().standIn.gateway.length = 0;
      await tab.evaluate(() =>
        fetch("https://u.y.qq.com/cgi-bin/musicu.fcg", {
          method: "POST",
          body: "{}",
          mode: "no-cors",
          credentials: "include",
        }).then(() => undefined),
      );
      assertAsEver(setting().standIn.gateway, await tab.evaluate(() => navigator.userAgent));
    });

    it("cannot be reached from a page", async () => {
      const tab = await FirefoxTab.open(setting().firefox, site);
      const reached = await tab.evaluate(async (origin) => {
        const fetched = await fetch(`${origin}/inbox.html`).then(
          () => "fetched",
          () => "refused",
        );
        const shown = await new Promise<string>((resolve) => {
          const image = new Image();
          image.onload = () => resolve("shown");
          image.onerror = () => resolve("refused");
          image.src = `${origin}/icons/16.png`;
        });
        return [fetched, shown];
      }, setting().extension.origin);
      assert.deepEqual(reached, ["refused", "refused"]);
    });
  });
}
