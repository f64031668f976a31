// The inbox as its user sees it.

import { after, afterEach, before, beforeEach } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { withDemoAndBrowser } from "./demo-and-browser.js";
import { openPage, simulator, startBrowser, startDemo, type Demo } from "./harness.js";

/** The first sample account. */
export const sample = { musicid: "2837461905", musickey: "Q_H_L_sample0key0of0the0simulator", nick: "听雨的猫" };

/** The second sample account: one of WeChat, with 19 digits. */
export const second = {
  musicid: "1152921504606846999",
  musickey: "W_X_sample0key0of0the0simulator",
  nick: "北纬三十度",
};

// Some sample pictures are at real picture hosts, which a test does not ask.
const elsewhere = /gtimg\.cn|qlogo\.cn/;

/** The inbox, opened. */
export class InboxPage {
  readonly page: Page;
  readonly complaints: string[];
  readonly close: () => Promise<void>;

  private constructor(page: Page, complaints: string[], close: () => Promise<void>) {
    this.page = page;
    this.complaints = complaints;
    this.close = close;
  }

  /** Opens the page as somebody meets it who was never there. */
  static async open(browser: Browser, demo: Demo, options: BrowserContextOptions = {}, expected?: RegExp) {
    const allowed = expected ? new RegExp(`${elsewhere.source}|${expected.source}`) : elsewhere;
    const { page, complaints, close } = await openPage(browser, options, allowed);
    await page.context().route(elsewhere, (route) => route.abort());
    await page.goto(demo.url);
    await page.locator(".sign-in, .inbox").first().waitFor();
    return new InboxPage(page, complaints, close);
  }

  /** Opens the inbox in one more tab of the same browser profile. */
  async anotherTab() {
    const page = await this.page.context().newPage();
    await page.goto(this.page.url());
    await page.locator(".sign-in, .inbox").first().waitFor();
    return new InboxPage(page, this.complaints, this.close);
  }

  /** Signs in with fields, so that the account is kept on this device. */
  async signInOnDisk({ musicid, musickey }: { musicid: string; musickey: string }) {
    await this.page.getByLabel("musicid").fill(musicid);
    await this.page.getByLabel("musickey", { exact: true }).fill(musickey);
    await this.page.getByRole("button", { name: "此设备", exact: true }).click();
    await this.page.locator("form.typed-login button[type=submit]").click();
    await this.page.locator(".session").first().waitFor();
  }

  /** Opens the page and enters with the first sample account. */
  static async enter(browser: Browser, demo: Demo, options: BrowserContextOptions = {}, expected?: RegExp) {
    const inbox = await InboxPage.open(browser, demo, options, expected);
    await inbox.demo(sample.nick);
    return inbox;
  }

  /** Presses the button that enters with a sample account. */
  async demo(nick: string) {
    await this.page.locator(".demo button", { hasText: nick }).click();
    await this.page.locator(".session").first().waitFor();
  }

  /** A conversation in the list. */
  session(name: string) {
    return this.page.locator(".session", { hasText: name });
  }

  /** Opens a conversation and waits for its messages. */
  async openSession(name: string) {
    await this.find(name);
    await this.session(name).first().locator(".session-open").click();
    await this.page.locator(".messages li").first().waitFor();
  }

  /** Scrolls the list until a conversation is there: only those near view are in the page. */
  async find(name: string) {
    await this.page.locator(".session").first().waitFor();
    const wanted = this.session(name).first();
    await this.page.locator(".session").first().waitFor();
    for (let top = 0; (await wanted.count()) === 0; top += 400) await this.scrollList(top);
  }

  /** Scrolls the list to a place, in pixels from its top, as soon as it is that long. */
  async scrollList(top: number) {
    await this.page.waitForFunction((wanted) => {
      const view = document.querySelector(".session-scroll")!;
      view.scrollTop = wanted;
      return Math.abs(view.scrollTop - wanted) < 1;
    }, top);
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  /** The field to write in. */
  get field() {
    return this.page.locator(".composer textarea");
  }

  /** Writes a message and sends it. */
  async send(text: string) {
    await this.field.fill(text);
    await this.field.press("Enter");
  }

  /** A message in view. */
  message(text: string) {
    return this.page.locator(".messages li", { hasText: text });
  }

  /** Chooses from the menu of a conversation in view. */
  async threadMenu(item: string | RegExp) {
    await this.page.locator(".thread > .pane-header [aria-haspopup]").click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Begins to export a conversation and stops before the file is saved. */
  async beginExport(name: string) {
    await this.find(name);
    await this.session(name).first().hover();
    await this.session(name).first().locator("[aria-haspopup]").click();
    await this.page.getByRole("menuitem", { name: "导出这个会话" }).click();
    await this.exportDialog.getByRole("button", { name: "开始", exact: true }).click();
    await this.exportDialog.getByRole("button", { name: "保存文件", exact: true }).waitFor({ timeout: 60_000 });
    await this.closeExport();
  }

  /** Exports a conversation from the list as JSON Lines, and gives the path of the file. */
  async exportToFile(name: string): Promise<string> {
    await this.downloadsOnly();
    await this.beginExport(name);
    await this.session(name).first().hover();
    await this.session(name).first().locator("[aria-haspopup]").click();
    await this.page.getByRole("menuitem", { name: "导出这个会话" }).click();
    const save = this.exportDialog.getByRole("button", { name: "保存文件", exact: true });
    const [download] = await Promise.all([this.page.waitForEvent("download"), save.click()]);
    await this.exportDialog.getByRole("button", { name: "文件在，完成", exact: true }).click();
    await this.exportDialog.getByText("已导出").first().waitFor();
    await this.closeExport();
    return download.path();
  }

  private get exportDialog() {
    return this.page.locator("dialog.export");
  }

  private async closeExport() {
    await this.exportDialog.getByRole("button", { name: "关闭" }).first().click();
  }

  /** Lets a file be downloaded: the browser's own dialog for it cannot be answered here. */
  async downloadsOnly() {
    const without = () => Reflect.deleteProperty(globalThis, "showSaveFilePicker");
    await this.page.addInitScript(without);
    await this.page.evaluate(without);
  }

  /** Chooses from the menu of the list. */
  async listMenu(item: string | RegExp) {
    await this.page.locator(".session-pane > .pane-header > [aria-haspopup]").last().click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }
}

/**
 * Enters the inbox with the first sample account before each test of a file, against a simulator in its first state, and
 * hands over what was opened. The browser may only complain about what is expected.
 */
export function enterBeforeEach(expected: RegExp, opened: (what: { demo: Demo; inbox: InboxPage }) => void) {
  let demo: Demo;
  let browser: Browser;
  let inbox: InboxPage;
  withDemoAndBrowser((started) => ({ demo, browser } = started));
  beforeEach(async () => {
    await simulator(demo).reset();
    inbox = await InboxPage.enter(browser, demo, {}, expected);
    opened({ demo, inbox });
  });
  afterEach(() => inbox.close());
}

/**
 * Enters the inbox with the first sample account once for a file whose tests leave it as the next one needs it, and hands
 * over what was opened. The browser may only complain about what is expected.
 */
export function enterOnce(
  expected: RegExp,
  opened: (what: { demo: Demo; browser: Browser; inbox: InboxPage }) => void,
) {
  let end = async () => {};
  before(async () => {
    const demo = await startDemo();
    const browser = await startBrowser();
    const inbox = await InboxPage.enter(browser, demo, {}, expected);
    end = async () => {
      try {
        await inbox.close();
      } finally {
        await browser.close();
        await demo.stop();
      }
    };
    opened({ demo, browser, inbox });
  });
  after(() => end());
}
