// The extension in Chromium, against the simulator in the place of u.y.qq.com and y.qq.com.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import type { Page, Route } from "playwright-core";
import { recordName } from "../app/model/record-names.js";
import { violations } from "./axe.js";
import { eventually, ExtensionBrowser } from "./extension-browser.js";
import { fromRoot, simulator } from "./harness.js";
import { Phone } from "./inbox-keeping.js";
import { sample, second } from "./inbox-page.js";
import { loginCookies, logoutCookies, startStandIn, type ArrivedRequest, type StandIn } from "./stand-in.js";
import { withStandInAndExtension } from "./stand-in-and-extension.js";

const hostile = fromRoot("web/e2e/hostile-extension");
const site = "https://y.qq.com/";

/** All that a request of the extension tells, besides its body and what belongs to the connection. */
const told = ["accept", "accept-encoding", "cache-control", "content-length", "content-type", "pragma", "user-agent"];
const ofConnection = ["connection", "host"];

function assertTellsNothing(requests: readonly ArrivedRequest[]): void {
  assert.ok(requests.length > 0);
  for (const { headers } of requests) {
    const names = Object.keys(headers).filter((name) => !ofConnection.includes(name));
    assert.deepEqual(names.sort(), told);
    assert.equal(headers["user-agent"], "QQMusic 20090008(android 15)");
    assert.equal(headers["content-type"], "application/json");
  }
}

const badgeIs = async (text: string) => (await chrome.action.getBadgeText({})) === text;
const keepsNoAccount = async () =>
  !Object.keys(await chrome.storage.session.get()).some((name) => name.startsWith("qqmusicpm.account."));
const keepsAnAccount = async () =>
  Object.keys(await chrome.storage.session.get()).some((name) => name.startsWith("qqmusicpm.account."));

describe("the extension", () => {
  let standIn: StandIn;
  let browser: ExtensionBrowser;

  withStandInAndExtension((started) => ({ standIn, browser } = started), { other: hostile });
  beforeEach(async () => {
    await simulator(standIn.demo).reset();
    await browser.forgetAll();
    standIn.gateway.length = standIn.site.length = 0;
  });

  /** Logs in at y.qq.com, or out, in a tab of its own. */
  async function atSite(...cookies: string[]): Promise<Page> {
    standIn.cookies = cookies;
    const page = await browser.visit(site);
    standIn.cookies = [];
    return page;
  }
  const logIn = ({ musicid, musickey }: { musicid: string; musickey: string } = sample) =>
    atSite(...loginCookies(musicid.length > 10 ? musicid : `o0${musicid}`, musickey, { wechat: musicid.length > 10 }));
  const logOut = () => atSite(...logoutCookies);

  describe("signing in", () => {
    for (const [kind, account] of Object.entries({ QQ: sample, WeChat: second })) {
      it(`takes the login of y.qq.com: ${kind}`, async () => {
        await logIn(account);
        const page = await browser.signIn();
        assert.ok((await page.locator(".session").count()) > 5);
        const [request] = await simulator(standIn.demo).requests();
        assert.equal(request?.musicid, account.musicid);
        assert.deepEqual(request?.methods, ["GetSessionList"]);
      });
    }

    it("keeps the key in memory alone", async () => {
      await logIn();
      const page = await browser.signIn();
      const [memory, disk, web] = await page.evaluate(async () => [
        JSON.stringify(await chrome.storage.session.get()),
        JSON.stringify(await chrome.storage.local.get()),
        JSON.stringify({ ...localStorage, ...sessionStorage }),
      ]);
      assert.ok(memory?.includes(sample.musickey));
      assert.ok(!disk?.includes(sample.musickey));
      assert.ok(!web?.includes(sample.musickey));
    });

    it("waits for the login where there is none, and goes on by itself", async () => {
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
      await page.getByText("你还没有登录 y.qq.com").waitFor();
      assert.equal(standIn.gateway.length, 0);
      await logIn();
      await page.locator(".session").first().waitFor();
    });

    it("says so when the login does not hold", async () => {
      await logIn({ musicid: "10001", musickey: "Q_H_L_expired" });
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
      await page.locator(".problem-facts").waitFor();
      await browser.until(page, async () =>
        JSON.stringify(await chrome.storage.session.get("followRefused")).includes("Q_H_L_expired"),
      );
      const asked = standIn.gateway.length;
      await browser.lookNow(page);
      await browser.until(page, async () => (await chrome.alarms.get("look"))!.scheduledTime > Date.now());
      assert.equal(standIn.gateway.length, asked, "the background does not ask with it again");
      assert.ok(await page.evaluate(keepsNoAccount), "the background does not take it either");
    });

    it("is one sign-in when the background takes the login before the page does", async () => {
      await logIn();
      const page = await browser.open("panel.html");
      const held: Route[] = [];
      await page.route("https://u.y.qq.com/**", (route) => {
        if (held.length < 2 && route.request().postData()?.includes("GetSessionList")) held.push(route);
        else void route.continue();
      });
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
      await eventually(() => held.length > 0);
      await browser.lookNow(page);
      await browser.until(page, keepsAnAccount);
      await held[0]!.continue();
      await page.locator(".session-open").first().click();
      await page.locator(".messages li").first().waitFor();
      await eventually(() => held.length === 2);
      const answered = page.waitForResponse((response) => response.request() === held[1]!.request());
      await held[1]!.continue();
      await (await answered).finished();
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
      assert.ok(await page.locator(".messages li").first().isVisible(), "the conversation stays open");
    });

    it("stands in the middle of a wide page", async () => {
      const page = await browser.open("inbox.html");
      const button = await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).boundingBox();
      const { width } = page.viewportSize()!;
      assert.equal(Math.round(button!.x + button!.width / 2), width / 2);
    });

    it("leads to the other ways, and back", async () => {
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: "其他账号，或手动填写" }).click();
      await page.getByLabel("musickey").first().waitFor();
      await page.getByRole("button", { name: "返回", exact: true }).click();
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
    });
  });

  describe("the inbox", () => {
    it("reads and sends", async () => {
      await logIn();
      const page = await browser.signIn();
      await page.locator(".session", { hasText: "贝斯手阿哲" }).locator(".session-open").click();
      await page.locator(".messages li").first().waitFor();
      const text = `来自扩展 ${process.pid}`;
      await page.locator(".composer textarea").fill(text);
      await page.locator(".composer textarea").press("Enter");
      await page.locator(".messages li", { hasText: text }).locator(".bubble:not(.is-waiting, .is-sending)").waitFor();
      const sent = (await simulator(standIn.demo).requests()).filter((one) => one.methods.includes("SendMessageAsync"));
      assert.equal(sent.length, 1);
      assertTellsNothing(standIn.gateway);
    });

    it("is beside the page and in a tab, for one login", async () => {
      await logIn();
      const panel = await browser.signIn();
      const opened = browser.context.waitForEvent("page");
      await panel.locator(".pane-header [aria-haspopup=menu]").last().click();
      await panel.getByRole("menuitem", { name: "在标签页中打开" }).click();
      const tab = await opened;
      await tab.locator(".session").first().waitFor();
      assert.equal(new URL(tab.url()).pathname, "/inbox.html");
      assert.deepEqual(await panel.evaluate(() => chrome.sidePanel.getPanelBehavior()), {
        openPanelOnActionClick: true,
      });
    });

    it("has an address for each conversation, in the panel and in a tab, and comes back to it", async () => {
      await logIn();
      const pages = [await browser.signIn(), await browser.open("inbox.html")];
      const names = ["贝斯手阿哲", "妈妈"];
      for (const [i, page] of pages.entries()) {
        await page.locator(".session", { hasText: names[i]! }).locator(".session-open").click();
        await page.waitForFunction(() => location.hash.startsWith("#/c/"));
      }
      for (const [i, page] of pages.entries()) {
        await page.reload();
        await page.locator(".thread h2", { hasText: names[i]! }).waitFor();
        await page.goBack();
        await page.locator(".thread").waitFor({ state: "detached" });
        assert.equal(await page.evaluate(() => location.hash), "");
      }
    });

    it("reaches no host but the gateway and those of the service's pictures", async () => {
      const page = await browser.open("inbox.html");
      await page.waitForFunction(() => document.querySelector(".sign-in") !== null);
      const refused = await page.evaluate(
        async (addresses) => {
          const outcomes = await Promise.allSettled(addresses.map((address) => fetch(address)));
          return outcomes.map(({ status }) => status);
        },
        ["https://c.y.qq.com/", "https://example.com/", "http://u.y.qq.com/"],
      );
      assert.deepEqual(refused, ["rejected", "rejected", "rejected"]);
      assert.equal(standIn.site.length, 0);
    });

    it("opens the check of the gateway from the settings of the extension", async () => {
      await logIn();
      await browser.signIn();
      const options = await browser.open("options.html");
      const [inbox] = await Promise.all([
        browser.context.waitForEvent("page"),
        options.getByRole("link", { name: "检查网关" }).click(),
      ]);
      await inbox.getByRole("dialog", { name: "检查网关" }).waitFor();
      assert.ok(!inbox.url().includes("#check"));
    });

    it("has all settings in one place, and its options are among them", async () => {
      await logIn();
      await browser.signIn();
      const options = await browser.open("options.html");
      const [inbox] = await Promise.all([
        browser.context.waitForEvent("page"),
        options.getByRole("link", { name: "打开全部设置" }).click(),
      ]);
      const notify = inbox.locator("dialog.settings").getByLabel("有新私信时通知我");
      await notify.uncheck();
      await options.locator("#notify:not(:checked)").waitFor();
      await options.getByRole("button", { name: "深色" }).click();
      await inbox.locator("html[data-theme=dark]").waitFor({ state: "attached" });
    });

    it("has its settings where nobody is signed in, too", async () => {
      const options = await browser.open("options.html");
      const [inbox] = await Promise.all([
        browser.context.waitForEvent("page"),
        options.getByRole("link", { name: "打开全部设置" }).click(),
      ]);
      await inbox.locator("dialog.settings").getByLabel("有新私信时通知我").waitFor();
      await inbox.getByRole("button", { name: "关闭" }).click();
      await inbox.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
    });

    it("can be used by everybody", async () => {
      for (const path of ["panel.html", "options.html"]) {
        const page = await browser.open(path);
        await page.locator("main").waitFor();
        assert.deepEqual(await violations(page), [], path);
      }
    });
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
      const { headers } = standIn.gateway.find((request) => request.headers["origin"] === "https://y.qq.com") ?? {};
      assert.equal(headers?.["user-agent"], await tab.evaluate(() => navigator.userAgent));
      assert.match(headers?.["referer"] ?? "", /^https:\/\/y\.qq\.com\//);
      assert.match(headers?.["cookie"] ?? "", /qm_keyst=/);
      assert.equal(headers?.["sec-fetch-site"], "same-site");
      assert.ok("accept-language" in (headers ?? {}));
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

  describe("the background", () => {
    const account = { endpoint: "https://u.y.qq.com", musicid: sample.musicid };
    const [seen, trouble] = [recordName("seen", account), recordName("trouble", account)];

    /** Signs in, and leaves a page open that asks the gateway nothing. */
    async function signedIn(): Promise<Page> {
      await logIn();
      const inbox = await browser.signIn();
      const page = await browser.open("options.html");
      await browser.until(page, async (name) => name in (await chrome.storage.session.get(name)), seen);
      await inbox.close();
      return page;
    }
    const incoming = async (text: string) => {
      const answer = await fetch(`${standIn.demo.url}_simulator/incoming`, {
        method: "POST",
        body: JSON.stringify({ musicid: sample.musicid, userId: "1482719937", text }),
      });
      assert.equal(answer.status, 200, await answer.text());
    };
    const announced = async () => Object.keys(await chrome.notifications.getAll()).length === 1;

    it("has its alarm again when the inbox is opened", async () => {
      const page = await signedIn();
      await browser.killBackground();
      await page.evaluate(() => chrome.alarms.clearAll());
      await browser.open("inbox.html");
      await browser.until(page, async () => (await chrome.alarms.get("look"))?.periodInMinutes === 1);
    });

    it("shows a new message on the button and announces who wrote it", async () => {
      const page = await signedIn();
      await page.evaluate(() => chrome.action.setBadgeText({ text: "" }));
      standIn.gateway.length = 0;
      await incoming("这句话不在通知里");
      await browser.lookNow(page);
      await browser.until(page, announced);
      await browser.until(page, async () => (await chrome.action.getBadgeText({})) !== "");
      assertTellsNothing(standIn.gateway);
      const shown = JSON.stringify(await page.evaluate(() => chrome.notifications.getAll()));
      assert.ok(!shown.includes("这句话不在通知里"));
    });

    it("leads from an announcement to its conversation, in the tab that is there", async () => {
      const page = await signedIn();
      const inbox = await browser.open("inbox.html");
      await inbox.locator(".session", { hasText: "妈妈" }).locator(".session-open").click();
      await inbox.locator(".thread h2", { hasText: "妈妈" }).waitFor();
      await page.bringToFront();
      await incoming("点开就是这里");
      await browser.lookNow(page);
      await browser.until(page, announced);
      const [id] = await page.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
      const worker = await browser.worker();
      // Nobody can press on a notification of the system in a test.
      await worker.evaluate((shown) => {
        const { onClicked } = chrome.notifications as unknown as { onClicked: { dispatch(id: string): void } };
        onClicked.dispatch(shown);
      }, id!);
      await inbox.locator(".messages li", { hasText: "点开就是这里" }).waitFor();
      assert.match(await inbox.evaluate(() => location.hash), /^#\/c\//);
      assert.equal(await inbox.evaluate(() => document.visibilityState), "visible");
      await browser.until(page, async () => Object.keys(await chrome.notifications.getAll()).length === 0);
    });

    it("announces nothing of what was written on the phone, but what comes after it", async () => {
      const page = await signedIn();
      const phone = await Phone.open(standIn.demo);
      await phone.send("1482719937", "我在手机上写的");
      phone.close();
      const before = JSON.stringify(await page.evaluate((name) => chrome.storage.session.get(name), seen));
      await browser.lookNow(page);
      await browser.until(
        page,
        async ([name, text]) => JSON.stringify(await chrome.storage.session.get(name)) !== text,
        [seen, before] as const,
      );
      assert.deepEqual(await page.evaluate(async () => Object.keys(await chrome.notifications.getAll())), []);
      await incoming("这是别人写的");
      await browser.lookNow(page);
      await browser.until(page, announced);
    });

    it("announces nothing of a conversation that is muted", async () => {
      await logIn();
      const inbox = await browser.signIn();
      const row = inbox.locator(".session", { hasText: "南桥乐队" }).first();
      await row.hover();
      await row.locator("[aria-haspopup]").click();
      await inbox.getByRole("menuitem", { name: "消息免打扰" }).click();
      await row.locator(".session-sign").waitFor();
      const page = await browser.open("options.html");
      await inbox.close();
      const before = JSON.stringify(await page.evaluate((name) => chrome.storage.session.get(name), seen));
      await incoming("没有人会听见");
      await browser.lookNow(page);
      await browser.until(
        page,
        async ([name, text]) => JSON.stringify(await chrome.storage.session.get(name)) !== text,
        [seen, before] as const,
      );
      assert.deepEqual(await page.evaluate(async () => Object.keys(await chrome.notifications.getAll())), []);
    });

    it("is killed and goes on", async () => {
      const page = await signedIn();
      await browser.killBackground();
      await incoming("你还在吗");
      await browser.lookNow(page);
      await browser.until(page, announced);
      await browser.killBackground();
      const asked = standIn.gateway.length;
      await browser.lookNow(page);
      await eventually(() => standIn.gateway.length > asked);
      assert.ok(await page.evaluate(announced), "and does not announce it twice");
    });

    it("leaves the gateway alone after a rate limit", async () => {
      const page = await signedIn();
      await simulator(standIn.demo).inject({ kind: "child", code: 2001, method: "GetSessionList" });
      await browser.lookNow(page);
      await browser.until(
        page,
        async (name) => {
          const { [name]: kept } = (await chrome.storage.session.get(name)) as Record<string, { until: number }>;
          return (kept?.until ?? 0) > Date.now();
        },
        trouble,
      );
      const asked = standIn.gateway.length;
      await browser.killBackground();
      await browser.lookNow(page);
      await browser.until(page, async () => (await chrome.alarms.get("look"))!.scheduledTime > Date.now());
      assert.equal(standIn.gateway.length, asked);
    });

    it("can be told to look less, or not at all", async () => {
      const page = await browser.open("options.html");
      const period = (minutes: number | undefined) =>
        browser.until(page, async (wanted) => (await chrome.alarms.get("look"))?.periodInMinutes === wanted, minutes);
      await page.getByLabel("检查新私信").selectOption("15");
      await period(15);
      await page.getByLabel("检查新私信").selectOption("0");
      await period(undefined);
      await page.getByLabel("检查新私信").selectOption("1");
      await period(1);
    });
  });

  describe("the login", () => {
    it("ends with a logout in another tab", async () => {
      await logIn();
      const panel = await browser.signIn();
      await logOut();
      await panel.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
      await browser.until(panel, keepsNoAccount);
      await browser.until(panel, badgeIs, "");
      assert.ok(!JSON.stringify(await panel.evaluate(() => chrome.storage.session.get())).includes(sample.musickey));
    });

    it("ends and begins again while no page is open", async () => {
      await logIn();
      const panel = await browser.signIn();
      const page = await browser.open("options.html");
      await panel.close();
      await browser.killBackground();
      await logOut();
      await browser.until(page, keepsNoAccount);
      await browser.until(page, badgeIs, "");
      await logIn(second);
      await browser.until(page, async () => (await chrome.action.getBadgeText({})) !== "");
      assert.equal((await simulator(standIn.demo).requests()).at(-1)?.musicid, second.musicid);
    });

    it("is renewed with the site's, after it expired too", async () => {
      const account = { musicid: "10001", musickey: "Q_H_L_first" };
      await logIn(account);
      const panel = await browser.signIn();
      await logIn({ ...account, musickey: "Q_H_L_expired" });
      await browser.until(panel, badgeIs, "!");
      await logIn({ ...account, musickey: "Q_H_L_second" });
      await browser.until(panel, async () => !(await chrome.action.getBadgeText({})).includes("!"));
      await browser.until(panel, async () =>
        JSON.stringify(await chrome.storage.session.get()).includes("Q_H_L_second"),
      );
      await panel.locator(".session").first().waitFor();
      assert.equal(await panel.locator(".banner").count(), 0);
    });
  });

  describe("an account that was typed in", () => {
    /** Signs in with a typed login, where it shall be kept. */
    async function typeIn(page: Page, { musicid, musickey }: { musicid: string; musickey: string }, place: string) {
      await page.getByRole("button", { name: "其他账号，或手动填写" }).click();
      await page.getByLabel("musicid").fill(musicid);
      await page.getByLabel("musickey", { exact: true }).fill(musickey);
      await page.getByRole("button", { name: place }).click();
      await page.locator("form.typed-login button[type=submit]").click();
      await page.locator(".session").first().waitFor();
    }
    const openFirst = async (page: Page) => {
      await page.locator(".session-open").first().click();
      await page.locator(".messages li").first().waitFor();
    };

    it("stays in use while somebody logs in at y.qq.com, and so does what is being written", async () => {
      const page = await browser.open("panel.html");
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click(); // it is followed from now on
      await page.getByText("你还没有登录 y.qq.com").waitFor();
      await typeIn(page, second, "此标签页");
      await openFirst(page);
      await page.locator(".composer textarea").fill("还没写完");
      await logIn();
      await browser.until(
        page,
        async (key) => JSON.stringify(await chrome.storage.session.get()).includes(key),
        sample.musickey,
      );
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: "账号…", exact: true }).click();
      await page.locator(".account-list li", { hasText: sample.musicid }).waitFor();
      assert.equal(await page.locator(".composer textarea").inputValue(), "还没写完");
      assert.match((await page.locator(".account-button").getAttribute("aria-label")) ?? "", new RegExp(second.nick));
    });

    it("can be moved from memory to this device, with what was being written", async () => {
      const page = await browser.open("panel.html");
      await typeIn(page, sample, "此标签页");
      await openFirst(page);
      await page.locator(".composer textarea").fill("搬家之前写的");
      const other = await browser.open("inbox.html");
      await openFirst(other);
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: "添加账号…" }).click();
      await typeIn(page, sample, "此设备");
      await browser.until(
        page,
        async (key) => JSON.stringify(await chrome.storage.local.get()).includes(key),
        sample.musickey,
      );
      await browser.until(page, keepsNoAccount);
      for (const one of [page, other]) {
        assert.equal(await one.locator(".composer textarea").inputValue(), "搬家之前写的");
      }
      await page.reload();
      await openFirst(page);
      assert.equal(await page.locator(".composer textarea").inputValue(), "搬家之前写的");
    });
  });

  // Nobody can give the leave again in a test: this one comes last.
  describe("an account that is signed out of", () => {
    it("takes the leave to read the cookies with it", async () => {
      await logIn();
      const page = await browser.signIn();
      await page.locator(".account-button").click();
      await page.getByRole("menuitem", { name: "账号…", exact: true }).click();
      await page.getByRole("button", { name: "退出登录：" }).click();
      await page.locator(".question .danger").click();
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).waitFor();
      await browser.until(page, async () => !(await chrome.permissions.getAll()).permissions?.includes("cookies"));
      const { origins } = await page.evaluate(() => chrome.permissions.getAll());
      assert.deepEqual(origins, ["https://u.y.qq.com/*"]);
      assert.ok(await page.evaluate(keepsNoAccount));
      await browser.until(page, badgeIs, "");
      await browser.until(
        page,
        async (musicid) => {
          const kept = [await chrome.storage.session.get(), await chrome.storage.local.get()];
          return !JSON.stringify(kept).includes(musicid);
        },
        sample.musicid,
      );
    });
  });
});

describe("an extension that was just installed", () => {
  it("has read nothing, and asks for the cookies when it is clicked", async () => {
    const standIn = await startStandIn();
    const browser = await ExtensionBrowser.start(standIn, { consented: false });
    try {
      standIn.cookies = loginCookies(sample.musicid, sample.musickey);
      await browser.visit(site);
      const page = await browser.open("panel.html");
      assert.deepEqual(await page.evaluate(() => chrome.permissions.getAll()), {
        origins: ["https://u.y.qq.com/*"],
        permissions: ["alarms", "notifications", "storage", "declarativeNetRequestWithHostAccess", "sidePanel"],
      });
      assert.equal(await page.evaluate(() => typeof chrome.cookies), "undefined");
      await page.evaluate(() => chrome.action.setBadgeText({ text: "7" }));
      await browser.lookNow(page);
      await browser.until(page, badgeIs, "");
      const loaded = await (
        await browser.worker()
      ).evaluate(() => performance.getEntriesByType("resource").map((one) => one.name));
      assert.deepEqual(loaded, [], "no module is started while nobody is signed in");
      await page.getByRole("button", { name: "使用我在 y.qq.com 的登录" }).click();
      await page.getByText("等待你的选择").waitFor();
      assert.equal(standIn.gateway.length, 0);

      const window = await page.evaluate(async () => (await chrome.windows.getCurrent()).id!);
      await page.evaluate((windowId) => chrome.sidePanel.open({ windowId }), window);
      await browser.until(page, async () => {
        const [panel] = await chrome.runtime.getContexts({ contextTypes: ["SIDE_PANEL"] });
        return panel?.documentUrl === chrome.runtime.getURL("panel.html");
      });
    } finally {
      await browser.stop();
      await standIn.stop();
    }
  });
});
