// What the tests of the extension in Firefox have in common: the hosts that are played, a browser, and the extension in it.

import { simulator, fromRoot } from "../harness.js";
import { sample } from "../inbox-page.js";
import { loginCookies, logoutCookies, startStandIn, type StandIn } from "../stand-in.js";
import { Firefox } from "./firefox.js";
import { InstalledExtension } from "./installed.js";
import { startProxy, type Proxy } from "./proxy.js";
import { FirefoxTab } from "./tab.js";

/** The host that the extension may ask from the beginning. */
export const gateway = "https://u.y.qq.com/*";

/** What the extension asks its user for. */
export const cookies = { permissions: ["cookies"], origins: ["*://y.qq.com/*", "*://qq.com/*"] };

/** What is on the button of the sign-in. */
export const useLogin = "使用我在 y.qq.com 的登录";

/** A site where one can log in and out. */
export const site = "https://y.qq.com/";

/** The lines of Set-Cookie of a login to the sample account. */
export const loginLines = loginCookies(`o0${sample.musicid}`, sample.musickey);

/** Somebody who writes to the sample account. */
const writer = "1482719937";

/** Firefox with the extension. */
export class Setting {
  readonly standIn: StandIn;
  readonly firefox: Firefox;
  private readonly proxy: Proxy;
  private installed: InstalledExtension | undefined;
  private own: FirefoxTab | undefined;

  private constructor(standIn: StandIn, proxy: Proxy, firefox: Firefox) {
    this.standIn = standIn;
    this.proxy = proxy;
    this.firefox = firefox;
  }

  /** Starts it all. Nothing is installed yet. */
  static async start(): Promise<Setting> {
    const standIn = await startStandIn();
    const proxy = await startProxy(standIn.hosts);
    const firefox = await Firefox.start({
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": proxy.port,
    });
    return new Setting(standIn, proxy, firefox);
  }

  async stop(): Promise<void> {
    await this.firefox.stop();
    this.proxy.stop();
    await this.standIn.stop();
  }

  /** The extension, which must be installed. */
  get extension(): InstalledExtension {
    return this.installed!;
  }

  /** A page of the extension that asks the gateway nothing. */
  get page(): FirefoxTab {
    return this.own!;
  }

  /** Installs it: from its folder until Firefox ends, or from its archive for good. */
  async install(from: "folder" | "archive"): Promise<void> {
    const temporary = from === "folder";
    const path = temporary ? "dist/extension-firefox" : "dist/qqmusic-private-message-extension-firefox.zip";
    this.installed = await InstalledExtension.install(this.firefox, fromRoot(path), { temporary });
  }

  /** Ends Firefox and starts it again. */
  async restart(): Promise<void> {
    await this.firefox.restart();
    this.installed = await InstalledExtension.found(this.firefox);
    this.own = await this.extension.open("options.html");
  }

  /** Switches the extension off and on again. Firefox closes its pages with it. */
  async offAndOn(): Promise<void> {
    await this.extension.offAndOn();
    this.own = await this.extension.open("options.html");
  }

  /** The tabs in which a page of the extension is open. */
  async tabsWith(path: string): Promise<FirefoxTab[]> {
    const tabs = await FirefoxTab.all(this.firefox);
    const addresses = await Promise.all(tabs.map((tab) => tab.address()));
    return tabs.filter((_, i) => addresses[i]!.startsWith(`${this.extension.origin}/${path}`));
  }

  /**
   * Leaves nothing of what was done before: no page but one, no cookie, nothing kept, and nothing on its way. The extension
   * may do all that it can ask for.
   */
  async forgetAll(): Promise<void> {
    const own = (this.own = await this.extension.open("options.html"));
    for (const tab of await FirefoxTab.all(this.firefox)) if (tab.handle !== own.handle) await tab.close();
    await this.extension.closeBeside();
    await this.firefox.forgetCookies();
    await this.extension.stopBackground();
    await own.evaluate(async () => {
      await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
      for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
      await chrome.action.setBadgeText({ text: "" });
    });
    // That has woken it, and what it does about accounts that are gone is not for what is tested next.
    await this.extension.stopBackground();
    await this.extension.permit("add", { ...cookies, origins: [...cookies.origins, gateway] });
    await simulator(this.standIn.demo).reset();
    this.standIn.gateway.length = this.standIn.site.length = 0;
  }

  /** Logs in at y.qq.com, in a tab of its own. */
  logIn(): Promise<FirefoxTab> {
    return this.atSite(loginLines);
  }

  /** Logs out there. */
  logOut(): Promise<FirefoxTab> {
    return this.atSite(logoutCookies);
  }

  /** Opens y.qq.com in a tab of its own, where it sets cookies. */
  async atSite(lines: string[]): Promise<FirefoxTab> {
    this.standIn.cookies = lines;
    const tab = await FirefoxTab.open(this.firefox, site);
    this.standIn.cookies = [];
    return tab;
  }

  /** Opens the inbox and signs in with the button. */
  async signIn(): Promise<FirefoxTab> {
    const inbox = await this.extension.open("inbox.html");
    await inbox.press("button", useLogin);
    await inbox.see(".session");
    return inbox;
  }

  /** Lets the alarm go off now. */
  async lookNow(): Promise<void> {
    await this.page.evaluate(() => void chrome.alarms.create("look", { when: Date.now(), periodInMinutes: 1 }));
  }

  /** Lets somebody write to the sample account. */
  async incoming(text: string): Promise<void> {
    await simulator(this.standIn.demo).incoming({ musicid: sample.musicid, userId: writer, text });
  }
}
