// A page in WebKit: what is in view of it, and what a user does. Every step waits for what it needs.

import { Button, error, Key, type Actions, type WebDriver, type WebElement } from "selenium-webdriver";

/** What an element says: a part of it, or an expression for all of it. Its label counts as what it says, too. */
export type Says = string | RegExp;

const patience = 30_000; // milliseconds
const pause = 20;

/** What happens to an element that was about to be used and is replaced or moves: it is looked for anew. */
const passing = [
  error.StaleElementReferenceError,
  error.ElementNotInteractableError,
  error.ElementClickInterceptedError,
  error.MoveTargetOutOfBoundsError,
];

/** What the types of the library leave out. */
type Scrolling = Actions & {
  scroll(x: number, y: number, deltaX: number, deltaY: number, origin: WebElement): Actions;
};

/** What went wrong after something was done to the page. */
class Unexpected extends Error {
  constructor(cause: unknown) {
    super("unexpected", { cause });
  }
}

/** The page of a session. */
export class WebKitPage {
  readonly driver: WebDriver;

  constructor(driver: WebDriver) {
    this.driver = driver;
  }

  /** Runs a function in the page, and gives what it or its promise gives. */
  async evaluate<Args extends unknown[], Result>(
    work: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const { value, thrown } = await this.driver.executeAsyncScript<{ value: Awaited<Result>; thrown?: string }>(
      `const done = arguments[arguments.length - 1];
      (async () => (${work})(...Array.prototype.slice.call(arguments, 0, -1)))().then(
        (value) => done({ value }),
        (error) => done({ thrown: String(error) }),
      );`,
      ...args,
    );
    if (thrown !== undefined) throw new Error(`in the page: ${thrown}`);
    return value;
  }

  /** Waits until a function in the page gives something that is true, and gives that. */
  until<Args extends unknown[], Result>(work: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>> {
    return this.eventually(`${work}`, () => this.evaluate(work, ...args));
  }

  /** Waits until something of the page is in view, and gives its text. */
  async shown(selector: string, says?: Says): Promise<string> {
    let text = "";
    await this.withElement(selector, says, async (element) => {
      text = await this.driver.executeScript<string>((one: HTMLElement) => one.innerText, element);
    });
    return text;
  }

  /** Waits until nothing of the kind is in view. */
  async gone(selector: string, says?: Says): Promise<void> {
    await this.eventually(`no ${described(selector, says)}`, async () => (await this.count(selector, says)) === 0);
  }

  /** How many of the kind are in view. */
  async count(selector: string, says?: Says): Promise<number> {
    return (await this.elements(selector, says)).length;
  }

  /** Clicks on it. */
  async click(selector: string, says?: Says): Promise<void> {
    await this.withElement(selector, says, async (element) => {
      await this.untilSteady(element);
      await element.click();
    });
  }

  /**
   * Clicks on it with the right button, as the last thing that is done in a session: the driver never lets go of that
   * button, and keys that come later write nothing.
   */
  async rightClickAtLast(selector: string, says?: Says): Promise<void> {
    await this.withElement(selector, says, (element) =>
      this.driver.actions().move({ origin: element }).press(Button.RIGHT).release(Button.RIGHT).perform(),
    );
  }

  /** Moves the pointer over it. */
  async hover(selector: string, says?: Says): Promise<void> {
    await this.withElement(selector, says, (element) => this.driver.actions().move({ origin: element }).perform());
  }

  /** Turns the wheel over it, by so many pixels. */
  async wheel(selector: string, pixels: number): Promise<void> {
    await this.withElement(selector, undefined, (element) =>
      (this.driver.actions() as Scrolling).scroll(0, 0, 0, pixels, element).perform(),
    );
  }

  /** Puts a text into a field at once, as pasting does. */
  async fill(selector: string, text: string): Promise<void> {
    await this.shown(selector);
    await this.evaluate(
      (selector, text) => {
        const field = document.querySelector<HTMLInputElement>(selector)!;
        field.focus();
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      },
      selector,
      text,
    );
  }

  /** Presses the keys of a text in a field, which takes the driver a while for each. */
  async type(selector: string, text: string): Promise<void> {
    await this.withElement(selector, undefined, (element) => element.sendKeys(text));
  }

  /** Presses keys one after the other, wherever the focus is. */
  async press(...keys: string[]): Promise<void> {
    await this.driver
      .actions()
      .sendKeys(...keys)
      .perform();
  }

  /** Presses a key while others are held down. */
  async pressWith(held: readonly string[], key: string): Promise<void> {
    const actions = this.driver.actions();
    for (const one of held) actions.keyDown(one);
    actions.sendKeys(key);
    for (const one of [...held].reverse()) actions.keyUp(one);
    await actions.perform();
  }

  /** Waits until something is so, whatever goes wrong while a page is being replaced. */
  async eventually<Result>(wanted: string, ask: () => Promise<Result>): Promise<Result> {
    const end = Date.now() + patience;
    for (;;) {
      let last: unknown;
      try {
        const found = await ask();
        if (found) return found;
      } catch (problem) {
        if (problem instanceof Unexpected) throw problem.cause;
        last = problem;
      }
      if (Date.now() > end) {
        const text = await this.evaluate(() => document.body.innerText.replace(/\s+/g, " ").slice(0, 400)).catch(
          String,
        );
        throw new Error(`not within ${patience} ms: ${wanted}; the page says: ${text}`, { cause: last });
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private async withElement(
    selector: string,
    says: Says | undefined,
    use: (element: WebElement) => Promise<unknown>,
  ): Promise<void> {
    await this.eventually(described(selector, says), async () => {
      const [element] = await this.elements(selector, says);
      if (!element) return false;
      try {
        await use(element);
        return true;
      } catch (problem) {
        // What was done must not be done twice.
        if (passing.some((kind) => problem instanceof kind)) return false;
        throw new Unexpected(problem);
      }
    });
  }

  /** Waits until an element keeps its place for two frames: the driver asks for the place before it clicks there. */
  private untilSteady(element: WebElement): Promise<void> {
    return this.evaluate(async (one) => {
      const target = one as unknown as HTMLElement;
      const place = () => JSON.stringify(target.getBoundingClientRect());
      for (let before = ""; before !== place(); await new Promise(requestAnimationFrame)) {
        before = place();
        await new Promise(requestAnimationFrame);
      }
    }, element);
  }

  private elements(selector: string, says: Says | undefined): Promise<WebElement[]> {
    const [source, flags] = says instanceof RegExp ? [says.source, says.flags] : [undefined, undefined];
    return this.driver.executeScript<WebElement[]>(
      (selector: string, part: string | null, source: string | null, flags: string) => {
        const pattern = source === null ? undefined : new RegExp(source, flags);
        return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => {
          if (!element.checkVisibility({ visibilityProperty: true })) return false;
          const texts = [element.getAttribute("aria-label") ?? "", element.innerText.trim()];
          return texts.some((text) => (pattern ? pattern.test(text) : text.includes(part ?? "")));
        });
      },
      selector,
      typeof says === "string" ? says : null,
      source ?? null,
      flags ?? "",
    );
  }
}

const described = (selector: string, says: Says | undefined) => `${selector}${says === undefined ? "" : ` “${says}”`}`;

export { Key };
