// A tab of Firefox, as its user sees and uses it.

import { eventually } from "./eventually.js";
import { execute, type Firefox } from "./firefox.js";
import { MarionetteError, type Marionette } from "./marionette.js";

declare const gBrowser: {
  selectedTab: object;
  addTab(address: string, how: { userContextId: number; triggeringPrincipal: unknown }): object;
};
declare const Services: { scriptSecurityManager: { getSystemPrincipal(): unknown } };

/** A part of a page, as WebDriver names it. */
type Part = Record<string, string>;

/** Failures that are over when the page is at rest. */
const passing = ["stale element reference", "element click intercepted", "element not interactable"];

/** A tab with a page in it. */
export class FirefoxTab {
  /** Its name in Firefox. */
  readonly handle: string;
  private readonly firefox: Firefox;

  constructor(firefox: Firefox, handle: string) {
    this.firefox = firefox;
    this.handle = handle;
  }

  /** Opens an address in a new tab, which is in view then. */
  static async open(firefox: Firefox, address: string): Promise<FirefoxTab> {
    const handle = await firefox.inTurn("content", async (ask) => {
      // The tab that was used last may be gone.
      const [known] = (await ask("WebDriver:GetWindowHandles")) as string[];
      await ask("WebDriver:SwitchToWindow", { handle: known, focus: false });
      return ((await ask("WebDriver:NewWindow", { type: "tab", focus: true })) as { handle: string }).handle;
    });
    const tab = new FirefoxTab(firefox, handle);
    await tab.go(address);
    return tab;
  }

  /** Opens an address in a new tab of a container, which is in view then. */
  static async openInContainer(firefox: Firefox, address: string): Promise<FirefoxTab> {
    const before = (await FirefoxTab.all(firefox)).map(({ handle }) => handle);
    await firefox.evaluate((opened) => {
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      gBrowser.selectedTab = gBrowser.addTab(opened, { userContextId: 1, triggeringPrincipal });
    }, address);
    let tab: FirefoxTab | undefined;
    await eventually("the tab is there", async () => {
      tab = (await FirefoxTab.all(firefox)).find(({ handle }) => !before.includes(handle));
      return tab !== undefined;
    });
    await tab!.until((wanted) => location.href === wanted && document.readyState === "complete", address);
    return tab!;
  }

  /** All tabs that are open now. */
  static async all(firefox: Firefox): Promise<FirefoxTab[]> {
    const handles = await firefox.inTurn("content", (ask) => ask("WebDriver:GetWindowHandles"));
    return (handles as string[]).map((handle) => new FirefoxTab(firefox, handle));
  }

  /** Goes to an address. */
  async go(address: string): Promise<void> {
    await this.here((ask) => ask("WebDriver:Navigate", { url: address }));
  }

  /** Its address. */
  address(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  /** Closes it. */
  async close(): Promise<void> {
    await this.here((ask) => ask("WebDriver:CloseWindow"));
  }

  /** Runs a function in the page. It sees nothing of what is around it here. */
  evaluate<Result, Argument = void>(work: (argument: Argument) => Result, argument?: Argument) {
    return this.here((ask) => execute(ask, work, argument));
  }

  /** Waits until something holds in the page. */
  async until<Argument = void>(holds: (argument: Argument) => unknown, argument?: Argument): Promise<void> {
    await eventually(String(holds), async () => Boolean(await this.evaluate(holds, argument)));
  }

  /** Waits until a part of the page is to be seen: the first with this selector whose text fits. */
  async see(selector: string, text: string | RegExp = ""): Promise<void> {
    await this.find(selector, text);
  }

  /** Presses a part of the page with the mouse, once it is to be seen. */
  async press(selector: string, text: string | RegExp = ""): Promise<void> {
    await this.use("WebDriver:ElementClick", {}, selector, text);
  }

  /** Types into a field, once it is to be seen. */
  async type(selector: string, text: string): Promise<void> {
    await this.use("WebDriver:ElementSendKeys", { text }, selector);
  }

  // What was found may be another part by now, or still be on its way to where it can be used: it is looked for again.
  private async use(command: string, parameters: object, selector: string, text: string | RegExp = ""): Promise<void> {
    await eventually(`${selector} ${text} can be used`, async () => {
      const part = await this.find(selector, text);
      try {
        await this.here((ask) => ask(command, { ...parameters, id: Object.values(part)[0] }), true);
        return true;
      } catch (error) {
        if (error instanceof MarionetteError && passing.includes(error.kind)) return false;
        throw error;
      }
    });
  }

  private async find(selector: string, text: string | RegExp): Promise<Part> {
    const [said, pattern] = text instanceof RegExp ? ["", text.source] : [text, ""];
    let found: Part | null = null;
    await eventually(`${selector} ${text} is to be seen`, async () => {
      found = await this.evaluate(
        (wanted) => {
          const isIt = (part: Element) =>
            part.textContent.includes(wanted.said) && new RegExp(wanted.pattern).test(part.textContent);
          const all = [...document.querySelectorAll(wanted.selector)];
          // An element comes back as WebDriver names it.
          return (all.find((part) => isIt(part) && part.checkVisibility()) ?? null) as unknown as Part | null;
        },
        { selector, said, pattern },
      );
      return found !== null;
    });
    return found!;
  }

  private here<Result>(work: (ask: Marionette["ask"]) => Promise<Result>, focus = false): Promise<Result> {
    return this.firefox.inTurn("content", async (ask) => {
      await ask("WebDriver:SwitchToWindow", { handle: this.handle, focus });
      return work(ask);
    });
  }
}
