// The extension and those beside it: the tabs of y.qq.com, other extensions and content scripts.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { ExtensionBrowser } from "./extension-browser.js";
import { site, stepsIn } from "./extension-steps.js";
import { assertAsEver } from "./extension-told.js";
import { fromRoot, simulator } from "./harness.js";
import type { StandIn } from "./stand-in.js";
import { withStandInAndExtension } from "./stand-in-and-extension.js";

const hostile = fromRoot("web/e2e/hostile-extension");

describe("the extension", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;
  const { logIn } = stepsIn(() => ({ standIn, browser }));

  withStandInAndExtension((started) => ({ standIn, browser } = started), { other: hostile });
  beforeEach(async () => {
    await simulator(standIn.demo).reset();
    await browser.forgetAll();
    standIn.gateway.length = standIn.site.length = 0;
  });

  describe("a tab of the user on y.qq.com", () => {
    it("asks the gateway as ever", async () => {
      await logIn();
      await browser.signIn();
      const tab = await browser.visit(site);
      standIn.gateway.length = 0;
      await tab.evaluate(() =>
        fetch("https://u.y.qq.com/cgi-bin/musicu.fcg", {
          method: "POST",
          body: "{}",
          mode: "no-cors",
          credentials: "include",
        }),
      );
      assertAsEver(standIn.gateway, await tab.evaluate(() => navigator.userAgent));
    });

    it("has nothing of the extension in it", async () => {
      await logIn();
      await browser.signIn();
      const tab = await browser.visit(site);
      const reached = await tab.evaluate(async (origin) => {
        const fetched = await fetch(`${origin}/inbox.html`).then(
          () => "fetched",
          () => "refused",
        );
        const framed = await new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve("loaded");
          image.onerror = () => resolve("refused");
          image.src = `${origin}/icons/16.png`;
        });
        return [fetched, framed];
      }, `chrome-extension://${browser.id}`);
      assert.deepEqual(reached, ["refused", "refused"]);
    });
  });

  describe("strangers", () => {
    const messages = [
      { type: "signIn" },
      { type: "sendText", userId: "1", text: "x" },
      "x",
      null,
      { __proto__: { x: 1 } },
    ];

    it("speak to nobody: another extension", async () => {
      await logIn();
      const page = await browser.signIn();
      const kept = await page.evaluate(() => chrome.storage.local.get());
      const other = browser.context.serviceWorkers().find((worker) => !worker.url().includes(browser.id))!;
      const outcomes = await other.evaluate(
        ([id, all]) =>
          Promise.all(
            all.map((message) =>
              chrome.runtime.sendMessage(id, message).then(
                (answer) => `answered ${JSON.stringify(answer)}`,
                (error) => String(error),
              ),
            ),
          ),
        [browser.id, messages] as const,
      );
      for (const outcome of outcomes) assert.match(outcome, /Receiving end does not exist/);
      const closed = await other.evaluate(
        (id) => new Promise((resolve) => chrome.runtime.connect(id).onDisconnect.addListener(() => resolve("closed"))),
        browser.id,
      );
      assert.equal(closed, "closed");
      assert.deepEqual(await page.evaluate(() => chrome.storage.local.get()), kept);
    });

    it("speak to nobody: a content script", async () => {
      await browser.open("inbox.html");
      const tab = await browser.visit(site);
      for (const message of messages) {
        const outcome = await tab.evaluate(
          async (detail) => {
            delete document.documentElement.dataset["outcome"];
            dispatchEvent(new CustomEvent("try", { detail }));
            while (document.documentElement.dataset["outcome"] === undefined) {
              await new Promise((resolve) => requestAnimationFrame(resolve));
            }
            return document.documentElement.dataset["outcome"];
          },
          JSON.stringify({ id: browser.id, message }),
        );
        assert.match(outcome, /Receiving end does not exist/);
      }
      assert.equal(standIn.gateway.length, 0);
    });
  });
});
