import type { Client } from "./client.ts";
import { listOf } from "./client.ts";
import type { ClientOptions } from "./client-options.ts";
import { ClosedError, fromModule, InvalidArgumentError } from "./errors.ts";
import type { ModuleClient, ModuleInstance, ModulePage } from "./module/instance.ts";
import { PagePromise, type PageStep, type Walk } from "./page-promise.ts";
import { sharedInstance } from "./module/shared.ts";
import type { SessionPage } from "./models.gen.ts";
import { writingCalls } from "./module/writing-calls.gen.ts";
import { watch, type WatchedPage, type WatchOptions } from "./watch.ts";

/**
 * Starts the module, unless it runs already, and makes a client.
 *
 * All clients of a page share one instance of the module, which is loaded when the first is made. Rejects with
 * {@link ModuleError} when it cannot be loaded or started, and with {@link InvalidArgumentError} when an option is wrong; the next call tries again.
 */
export async function createClient(options?: ClientOptions): Promise<Client> {
  const instance = await sharedInstance(options?.wasm);
  const client = await new Promise<ModuleClient>((resolve, reject) => {
    instance.follow(() => instance.exports!.createClient(options), resolve, reject);
  });
  return clientOf(instance, client);
}

function clientOf(instance: ModuleInstance, module: ModuleClient): Client {
  const client: Record<PropertyKey, unknown> = {};
  for (const [name, call] of Object.entries(module)) {
    client[name] = (...args: unknown[]) =>
      new Promise((resolve, reject) => instance.follow(() => call(...args), resolve, reject, mayWrite(name, args)));
  }
  for (const [name, list] of Object.entries(listOf)) {
    client[name] = (options: unknown) => pagesOf(instance, module, name, list, options);
  }
  client["batch"] = (calls: unknown, options: unknown) =>
    new Promise((resolve, reject) => {
      instance.follow<unknown[]>(
        () => module["batch"]!(calls, options),
        (results) => resolve(results.map(fromOutcome)),
        reject,
        Array.isArray(calls) && calls.some((one) => mayWrite(one?.call, [one?.options])),
      );
    });
  client["setCredential"] = (credential: unknown) => {
    module["setCredential"]!(credential);
  };
  const closers = new Set<(reason: unknown) => void>();
  const close = () => {
    module["close"]!();
    for (const end of [...closers]) end(new ClosedError("the client is closed"));
  };
  const watched = {
    firstPage: (options: object) => watchedPage(instance, () => module["getSessions"]!(options)),
    onEnd: (listener: (reason: unknown) => void) => {
      let detach!: () => void;
      instance.follow(
        () => new Promise<void>((resolve) => (detach = resolve)),
        () => {},
        listener,
      );
      closers.add(listener);
      return () => {
        closers.delete(listener);
        detach?.();
      };
    },
  };
  client["watch"] = (options?: WatchOptions) => watch(watched, options);
  client["close"] = close;
  if (Symbol.dispose) client[Symbol.dispose] = close;
  if (Symbol.asyncDispose) client[Symbol.asyncDispose] = async () => close();
  return client as unknown as Client;
}

/** Whether a call may change something, as far as its arguments tell before the module has looked at them. */
function mayWrite(name: string, args: unknown[]): boolean {
  const last = args.at(-1);
  return writingCalls.has(name) || name === "sendText" || (name === "getSafetyHint" && typeof last === "object");
}

interface Page {
  page: unknown;
  account: string;
  nextPage: ModulePage["nextPage"];
}

/** Asks the module for a page. */
function askPage(instance: ModuleInstance, call: () => unknown): Promise<Page> {
  return new Promise<Page>((resolve, reject) => {
    let asked: ModulePage;
    const work = () => (asked = call() as ModulePage);
    instance.follow(work, (page) => resolve({ page, account: asked.account, nextPage: asked.nextPage }), reject);
  });
}

/** A page of conversations as a watch wants it. */
async function watchedPage(instance: ModuleInstance, call: () => unknown): Promise<WatchedPage> {
  const { page, account, nextPage } = await askPage(instance, call);
  return { page: page as SessionPage, account, next: nextPage && (() => watchedPage(instance, nextPage)) };
}

function pagesOf(
  instance: ModuleInstance,
  module: ModuleClient,
  name: string,
  list: string,
  options: unknown,
): PagePromise<unknown, unknown> {
  const walkFrom = (first: NonNullable<Page["nextPage"]>): Walk<unknown> => {
    let next: Page["nextPage"] = first;
    return async () => {
      if (next === null) return undefined;
      const { page, nextPage } = await askPage(instance, next);
      next = nextPage;
      return page;
    };
  };
  const { prefetch, own } = listOptionsIn(options);
  const first =
    prefetch === 0 || prefetch === 1
      ? askPage(instance, () => module[name]!(own))
      : Promise.reject(new InvalidArgumentError("prefetch must be 0 or 1", { argument: "prefetch" }));
  return new PagePromise<unknown, unknown>(
    first.then(({ page, nextPage }): PageStep<unknown> =>
      nextPage ? { page, walk: () => walkFrom(nextPage) } : { page },
    ),
    (page) => itemsOf(page, list),
    prefetch === 1,
  );
}

/** What the options of a list say of the list, and those that are its call's own. */
function listOptionsIn(options: unknown): { prefetch: unknown; own: unknown } {
  // What is no object the module refuses.
  if (typeof options !== "object" || options === null || !("prefetch" in options)) return { prefetch: 0, own: options };
  const { prefetch = 0, ...own } = options;
  return { prefetch, own };
}

/** The items of a page. Those of a raw one may be anything. */
function itemsOf(page: unknown, list: string): Iterable<unknown> {
  const items = (page as Record<string, unknown>)[list];
  return Array.isArray(items) ? items : [];
}

/** An outcome of a batch. Only a rejection of a settled one has an error of the module as its reason. */
function fromOutcome(outcome: unknown): unknown {
  const { reason } = outcome as { reason?: unknown };
  return reason === undefined ? outcome : { ...(outcome as object), reason: fromModule(reason) };
}
