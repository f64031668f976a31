// The inbox in WebKit, as its user sees it.

import { after, before } from "node:test";
import { simulator, startDemo, type Demo } from "../harness.js";
import { sample } from "../inbox-page.js";
import { startWebKit, type WebKit } from "./webkit-browser.js";
import { Key, WebKitPage } from "./webkit-page.js";

/** What the tests of a file have. */
export interface Opened {
  demo: Demo;
  webkit: WebKit;
  inbox: WebKitInbox;
}

/**
 * Starts the simulator and WebKit before the tests of a file, hands them over, and ends both after the last test and what
 * is to be done then.
 */
export function withDemoAndWebKit(started: (opened: Opened) => unknown, ended: () => unknown = () => {}): void {
  let demo: Demo;
  let webkit: WebKit;
  before(async () => {
    demo = await startDemo();
    webkit = await startWebKit();
    await started({ demo, webkit, inbox: new WebKitInbox(webkit, demo) });
  });
  after(async () => {
    try {
      await ended();
    } finally {
      await webkit?.stop();
      await demo?.stop();
    }
  });
}

/** The inbox in the one window of a session. */
export class WebKitInbox extends WebKitPage {
  private readonly demo: Demo;

  constructor({ driver }: WebKit, demo: Demo) {
    super(driver);
    this.demo = demo;
  }

  /** Opens the page as somebody meets it who was never there, at a simulator in its first state. */
  async openAnew(): Promise<void> {
    // At an address of the same origin nothing holds a database open.
    await this.driver.get(`${this.demo.url}_simulator/accounts`);
    await this.evaluate(async () => {
      localStorage.clear();
      sessionStorage.clear();
      for (const { name } of await indexedDB.databases()) {
        await new Promise((done) => (indexedDB.deleteDatabase(name!).onsuccess = done));
      }
    });
    await simulator(this.demo).reset();
    await this.driver.get(this.demo.url);
    await this.shown(".demo button");
    await this.click(".sign-in button", /^中文$/); // the browser speaks no language that can be chosen from outside
    await this.watchForFaults();
  }

  /** Opens the page anew and enters with the first sample account. */
  async enterAnew(): Promise<void> {
    await this.openAnew();
    await this.click(".demo button", sample.nick);
    await this.shown(".session");
  }

  /** Loads the page anew. */
  async reload(): Promise<void> {
    await this.driver.navigate().refresh();
    await this.shown(".sign-in, .inbox");
    await this.watchForFaults();
  }

  /** What went wrong in the page since it was loaded: errors that nobody caught, and violations of its policy. */
  async faults(): Promise<string[]> {
    return this.evaluate(() => (globalThis as unknown as { faultsSeen: string[] }).faultsSeen);
  }

  /** Opens a conversation of those in view and waits for its messages. */
  async openConversation(name: string): Promise<void> {
    await this.click(".session-open", name);
    await this.until((wanted) => document.querySelector(".thread h2")?.textContent?.includes(wanted), name);
    await this.shown(".messages li .bubble");
  }

  /** Chooses from the menu of a conversation in the list. */
  async rowMenu(name: string, item: string | RegExp): Promise<void> {
    await this.hover(".session-open", name);
    await this.click(".session:hover [aria-haspopup=menu]");
    await this.click("[role=menuitem]", item);
  }

  /** Writes a message and sends it. */
  async send(text: string): Promise<void> {
    await this.type(".composer textarea", text);
    await this.type(".composer textarea", Key.ENTER);
  }

  /** Waits until a message has arrived. */
  async arrived(text: string): Promise<void> {
    await this.until(
      (wanted) =>
        [...document.querySelectorAll(".messages li")].some(
          (row) =>
            row.textContent.includes(wanted) && row.querySelector(".bubble:not(.is-waiting, .is-sending, .is-failed)"),
        ),
      text,
    );
  }

  /** Opens the settings. */
  async openSettings(): Promise<void> {
    await this.click("button", /^设置$|^Settings$/);
    await this.shown("dialog.settings");
  }

  /** Closes the settings. */
  async closeSettings(): Promise<void> {
    await this.click("dialog.settings > header button");
    await this.gone("dialog.settings");
  }

  private watchForFaults(): Promise<void> {
    return this.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { faultsSeen: seen });
      addEventListener("error", ({ message }) => seen.push(message));
      addEventListener("unhandledrejection", ({ reason }) => seen.push(String(reason)));
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        seen.push(`${violatedDirective} ${blockedURI}`);
      });
    });
  }
}
