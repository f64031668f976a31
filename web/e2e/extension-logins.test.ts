// The extension where the browser has more than one login at y.qq.com, does not give its cookies, or does not announce.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { recordName } from "../app/model/record-names.js";
import { eventually } from "./eventually.js";
import type { ExtensionBrowser } from "./extension-browser.js";
import { seen, stepsIn, writer } from "./extension-steps.js";
import { simulator } from "./harness.js";
import { sample, second } from "./inbox-page.js";
import { loginCookies, type StandIn } from "./stand-in.js";
import { withStandInAndExtension } from "./stand-in-and-extension.js";

const useLogin = "使用我在 y.qq.com 的登录";

/** A line of Set-Cookie, of y.qq.com alone where no domain is given. */
const cookie = (pair: string, domain = "") => `${pair}; Path=/${domain && `; Domain=${domain}`}`;

const badgeIsNumber = async () => /^\d+\+?$/.test(await chrome.action.getBadgeText({}));
const keeps = async (text: string) => JSON.stringify(await chrome.storage.session.get()).includes(text);

describe("the extension", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;
  const { atSite, logIn, signedIn } = stepsIn(() => ({ standIn, browser }));

  withStandInAndExtension((started) => ({ standIn, browser } = started));
  beforeEach(async () => {
    await simulator(standIn.demo).reset();
    await browser.forgetAll();
  });

  const askedFor = async () => (await simulator(standIn.demo).requests()).map(({ musicid }) => musicid);

  describe("with cookies of one name at several hosts", () => {
    it("takes number and key of the nearest, not those of another QQ at qq.com", async () => {
      await atSite(
        cookie("uin=o0999999999", ".qq.com"),
        cookie("qm_keyst=Q_H_L_of_another", ".qq.com"),
        cookie(`uin=${sample.musicid}`),
        cookie(`qm_keyst=${sample.musickey}`),
      );
      await browser.signIn();
      assert.deepEqual([...new Set(await askedFor())], [sample.musicid]);
    });

    it("takes no login of another path, which that site does not show either", async () => {
      await atSite(
        ...loginCookies(sample.musicid, sample.musickey),
        `uin=999999999; Path=/n/other`,
        `qm_keyst=Q_H_L_of_another; Path=/n/other`,
      );
      await browser.signIn();
      assert.deepEqual([...new Set(await askedFor())], [sample.musicid]);
    });

    it("takes those that the site keeps apart for itself", async () => {
      const apart = (pair: string) => `${pair}; Path=/; Secure; SameSite=None; Partitioned`;
      await atSite(apart(`uin=${sample.musicid}`), apart(`qm_keyst=${sample.musickey}`));
      await browser.signIn();
    });

    it("tries the other key before it says that the login has expired", async () => {
      await atSite(
        cookie("uin=o010001", ".qq.com"),
        cookie("qqmusic_key=Q_H_L_expired", ".y.qq.com"),
        cookie("qm_keyst=Q_H_L_first", ".qq.com"),
      );
      const page = await browser.signIn();
      await browser.lookNow(page);
      await browser.until(page, async (name) => name in (await chrome.storage.session.get(name)), troubleOf("10001"));
      assert.notEqual(await page.evaluate(() => chrome.action.getBadgeText({})), "!");
      assert.ok(await page.evaluate(keeps, "Q_H_L_first"));
    });

    it("goes on with the other key when the one in use has expired, in an open page too", async () => {
      await atSite(...loginCookies("o010001", "Q_H_L_first"));
      const page = await browser.signIn();
      await atSite(cookie("qqmusic_key=Q_H_L_expired", ".y.qq.com"), cookie("qm_keyst=Q_H_L_second", ".qq.com"));
      await browser.until(
        page,
        async (account) => {
          const kept = (await chrome.storage.session.get(account))[account];
          return JSON.stringify(kept).includes("Q_H_L_second");
        },
        recordName("account", { endpoint: "https://u.y.qq.com", musicid: "10001" }),
      );
      await browser.until(page, badgeIsNumber);
      await page.locator(".banner").waitFor({ state: "detached" });
    });
  });

  describe("in a browser that does not give the cookies", () => {
    const clearly = "浏览器没有给出 y.qq.com 的 Cookie";

    /** Opens the panel where a call of the browser does something else. */
    async function openWith(breaks: () => void): Promise<Page> {
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: useLogin }).waitFor();
      await page.evaluate(breaks);
      return page;
    }

    it("says so, and leads to the other ways; once it does, the login is there", async () => {
      await logIn();
      const page = await openWith(() => {
        const { getAll } = chrome.cookies;
        Object.assign(globalThis, { mend: () => (chrome.cookies.getAll = getAll) });
        chrome.cookies.getAll = (() => Promise.reject(new Error("no cookies"))) as typeof getAll;
      });
      const press = page.getByRole("button", { name: useLogin });
      await press.click();
      await page.getByText(clearly).waitFor();
      await page.getByRole("button", { name: "其他账号，或手动填写" }).click();
      await page.getByLabel("musickey").first().waitFor();
      await page.getByRole("button", { name: "返回", exact: true }).click();
      await page.evaluate(() => (globalThis as unknown as { mend(): void }).mend());
      await press.click();
      await page.locator(".session").first().waitFor();
    });

    it("says so when nothing is answered, and in English too", async () => {
      await logIn();
      const page = await openWith(() => {
        chrome.cookies.getAll = (() => new Promise(() => {})) as typeof chrome.cookies.getAll;
        // A clock that is a hundred times as fast.
        const wait = setTimeout;
        globalThis.setTimeout = ((work: () => void, ms = 0) => wait(work, ms / 100)) as unknown as typeof setTimeout;
      });
      await page.getByRole("button", { name: useLogin }).click();
      await page.getByText(clearly).waitFor();
      await page.getByRole("button", { name: "English" }).click();
      await page.getByText("The browser did not hand over the cookies of y.qq.com").waitFor();
      await page.getByRole("button", { name: "中文" }).click();
    });
  });

  describe("announces", () => {
    const incoming = (text: string, musicid = sample.musicid) =>
      simulator(standIn.demo).incoming({ musicid, userId: writer, text });
    const seenNow = (page: Page) =>
      page.evaluate(async (name) => JSON.stringify((await chrome.storage.session.get(name))[name]), seen);

    /** Lets the background write down what it announces. It lives on while it is looked at. */
    async function noteAnnouncements(refuses = false) {
      const worker = await browser.worker();
      await worker.evaluate((refuses) => {
        const told: string[] = [];
        const { create } = chrome.notifications;
        Object.assign(globalThis, { told });
        chrome.notifications.create = (async (id: string, options: chrome.notifications.NotificationCreateOptions) => {
          told.push(JSON.stringify(options));
          if (refuses) throw new Error("no notifications");
          return create(id, options);
        }) as typeof create;
      }, refuses);
      return () => worker.evaluate(() => (globalThis as unknown as { told: string[] }).told);
    }

    it("what was written in no part of an announcement, and in its message alone once that is wanted", async () => {
      const page = await signedIn();
      const told = await noteAnnouncements();
      await incoming("这句话不在通知里");
      await browser.lookNow(page);
      await browser.until(page, async () => Object.keys(await chrome.notifications.getAll()).length === 1);
      assert.ok(!(await told()).join().includes("这句话不在通知里"));
      await page.getByLabel("通知中显示私信内容").check();
      await incoming("这句话在通知里");
      const before = await seenNow(page);
      await browser.lookNow(page);
      await browser.until(
        page,
        async ([name, before]) => JSON.stringify((await chrome.storage.session.get(name))[name]) !== before,
        [seen, before] as const,
      );
      const [, options] = (await told()).map((one) => JSON.parse(one) as Record<string, string>);
      assert.equal(options?.["message"], "这句话在通知里");
    });

    it("nothing twice where the browser refuses, and the button and what was seen go on", async () => {
      const page = await signedIn();
      const told = await noteAnnouncements(true);
      const before = await seenNow(page);
      await page.evaluate(() => chrome.action.setBadgeText({ text: "" }));
      await incoming("没有人看见通知");
      await browser.lookNow(page);
      await browser.until(
        page,
        async ([name, before]) => JSON.stringify((await chrome.storage.session.get(name))[name]) !== before,
        [seen, before] as const,
      );
      assert.ok(await page.evaluate(badgeIsNumber));
      const asked = standIn.gateway.length;
      await browser.lookNow(page);
      await eventually(() => standIn.gateway.length > asked);
      assert.equal((await told()).length, 1);
    });

    /** Waits until a page shows an account, whose name it may not know yet. */
    const shows = (page: Page, { musicid, nick }: { musicid: string; nick: string }) =>
      page.locator(`.account-button:is([aria-label*="${nick}"], [aria-label*="${musicid}"])`).waitFor();

    it("in a tab of its own account: one that shows another account is left alone", async () => {
      await logIn();
      const tab = await browser.signIn("inbox.html");
      const other = await browser.open("panel.html");
      await other.locator(".session").first().waitFor();
      await other.locator(".account-button").click();
      await other.getByRole("menuitem", { name: "添加账号…" }).click();
      await other.getByRole("button", { name: "其他账号，或手动填写" }).click();
      await other.getByLabel("musicid").fill(second.musicid);
      await other.getByLabel("musickey", { exact: true }).fill(second.musickey);
      await other.getByRole("button", { name: "此标签页", exact: true }).click();
      await other.locator("form.typed-login button[type=submit]").click();
      await shows(other, second);
      const opened = browser.context.waitForEvent("page");
      const worker = await browser.worker();
      await worker.evaluate((shown) => {
        const { onClicked } = chrome.notifications as unknown as { onClicked: { dispatch(id: string): void } };
        onClicked.dispatch(shown);
      }, `${second.musicid}@https://u%2Ey%2Eqq%2Ecom `);
      const led = await opened;
      await shows(led, second);
      await shows(tab, sample);
    });
  });
});

/** The record of what went wrong with an account. */
const troubleOf = (musicid: string) => recordName("trouble", { endpoint: "https://u.y.qq.com", musicid });
