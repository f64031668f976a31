// The console as its user sees it.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openPage, type Demo } from "./harness.js";

/** How a run ended. */
export interface Ended {
  state: "answered" | "failed" | "cancelled";
  /** The answer, as the page shows it as text. */
  answer?: any;
  /** The name of the error. */
  error?: string;
  /** All that is said about the error. */
  about?: string;
}

/** The console, opened and ready. */
export class ConsolePage {
  readonly page: Page;
  readonly close: () => Promise<void>;

  private constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.close = close;
  }

  /** Opens the console and waits until calls can be made. */
  static async open(browser: Browser, demo: Demo, options?: BrowserContextOptions, expected?: RegExp) {
    const { page, close } = await openPage(browser, options, expected);
    await page.goto(`${demo.url}console.html`);
    await page.locator('button[type="submit"][aria-disabled="false"]').waitFor();
    // An account of one's own is chosen until the sample accounts are there.
    await page.locator('input[name="account"]:checked:not([value="own"])').waitFor();
    return new ConsolePage(page, close);
  }

  /** Puts a call in view. */
  async choose(call: string) {
    await this.page.locator(`nav a[href="#${call}"]`).click();
    await this.page.locator(".call-heading .name", { hasText: new RegExp(`^${call}$`) }).waitFor();
  }

  /** The control of a parameter, by its label. */
  field(param: string) {
    return this.page.getByLabel(param, { exact: true });
  }

  /** Fills in parameters, the folded ones too. */
  async fill(values: Record<string, string>) {
    for (const [param, value] of Object.entries(values)) {
      const field = this.field(param);
      if (!(await field.isVisible())) await this.page.locator("details.more").first().locator("summary").click();
      await field.fill(value);
    }
  }

  /** Presses Run and waits for the end; agrees when it is asked whether to. */
  async run({ confirm = false } = {}): Promise<Ended> {
    return this.ended(async () => {
      await this.page.locator('button[type="submit"]').click();
      if (confirm) await this.page.getByRole("dialog").locator("button.danger").click();
    });
  }

  /** Chooses a call, fills in its fields and runs it. */
  async make(call: string, values: Record<string, string> = {}, options = {}): Promise<Ended> {
    await this.choose(call);
    await this.fill(values);
    return this.run(options);
  }

  /** Does what starts a run, and waits for its end. */
  async ended(start: () => Promise<void>): Promise<Ended> {
    const area = this.page.locator(".answer");
    const before = Number(await area.getAttribute("data-run"));
    await start();
    const run = this.page.locator(`.answer[data-run="${before + 1}"]:not([data-state="running"])`);
    await run.waitFor();
    const state = (await run.getAttribute("data-state")) as Ended["state"];
    const answerTab = this.page.locator("#tab-answer");
    if ((await answerTab.getAttribute("aria-selected")) === "false") await answerTab.click();
    switch (state) {
      case "answered":
        await this.page.locator(".toolbar .segments button").nth(1).click();
        return { state, answer: JSON.parse(await this.page.locator("#panel-answer pre").innerText()) };
      case "failed":
        return {
          state,
          error: await this.page.locator(".failure .error-name").innerText(),
          about: await this.page.locator(".failure").innerText(),
        };
      case "cancelled":
        return { state };
    }
  }

  /** The record of the requests of the run in view. */
  async requests(): Promise<string[]> {
    await this.page.locator("#tab-request").click();
    const texts = await this.page.locator(".requests li").allInnerTexts();
    await this.page.locator("#tab-answer").click();
    return texts;
  }

  /** Takes the account with these words in its label. */
  async account(words: string) {
    await this.page.locator("label.chip", { hasText: words }).click();
  }
}
