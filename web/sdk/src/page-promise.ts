import { InvalidArgumentError } from "./errors.ts";

/** A page of a list, and how to get the one behind it. */
export interface PageStep<Page> {
  page: Page;
  /** Asks for the page behind; missing behind the last page. Each way through the list begins a walk of its own. */
  walk?: () => Walk<Page>;
}

/** Gives the pages behind the first, one a call; undefined behind the last. */
export type Walk<Page> = () => Promise<Page | undefined>;

/** Options of {@link PagePromise.pages}. */
export interface PagesOptions {
  /** How many pages at most, the first one counted. Default all. */
  limit?: number | undefined;
}

/**
 * The first page of a list, and with `for await` the items of all its pages.
 *
 * The first page is asked for when the call is made, once, however it is used; each further one when its items are wanted,
 * or a page earlier with `prefetch: 1`.
 * All pages belong to the account of the first. An error of a further page ends the loop; the items before it have been given.
 */
export class PagePromise<Page, Item> extends Promise<Page> implements AsyncIterable<Item> {
  readonly #first: Promise<PageStep<Page>>;
  readonly #itemsOf: (page: Page) => Iterable<Item>;
  readonly #prefetches: boolean;

  /** Made by the calls of a client. */
  constructor(first: Promise<PageStep<Page>>, itemsOf: (page: Page) => Iterable<Item>, prefetches: boolean) {
    super((resolve, reject) => first.then((step) => resolve(step.page), reject));
    this.#first = first;
    this.#itemsOf = itemsOf;
    this.#prefetches = prefetches;
  }

  /** `then`, `catch` and `finally` give plain Promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** Goes through the items of all pages. */
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    return this.#items(this.pages());
  }

  /** Goes through the pages, the first one included. A limit that is no integer above 0 is an InvalidArgumentError. */
  pages(options: PagesOptions = {}): AsyncGenerator<Page, void, undefined> {
    this.catch(() => {}); // whoever goes through the pages meets the error there
    const unknown = Object.keys(options).find((name) => name !== "limit");
    if (unknown !== undefined) {
      throw new InvalidArgumentError(`${unknown} is no option of pages`, { argument: unknown });
    }
    const { limit = Infinity } = options;
    if (limit !== Infinity && !(Number.isSafeInteger(limit) && limit > 0)) {
      throw new InvalidArgumentError("limit must be an integer above 0", { argument: "limit" });
    }
    return this.#pages(limit);
  }

  async *#pages(limit: number): AsyncGenerator<Page, void, undefined> {
    const { page, walk } = await this.#first;
    const next = walk?.();
    let ahead: Promise<Page | undefined> | undefined;
    const ask = (number: number) => {
      if (!next || number >= limit || !this.#prefetches) return;
      ahead = next();
      ahead.catch(() => {}); // told to whoever comes to the page
    };
    ask(1);
    yield page;
    for (let number = 1; next && number < limit; number++) {
      const further = await (ahead ?? next());
      if (further === undefined) return;
      ask(number + 1);
      yield further;
    }
  }

  async *#items(pages: AsyncGenerator<Page, void, undefined>): AsyncGenerator<Item, void, undefined> {
    for await (const page of pages) yield* this.#itemsOf(page);
  }
}
