import type { Client } from "./client.ts";
import { listOf } from "./client.ts";
import type { ClientOptions } from "./client-options.ts";
import { fromModule } from "./errors.ts";
import type { ModuleClient, ModuleInstance, ModulePage, ModulePosition } from "./module/instance.ts";
import { PagePromise, type PageStep, type Walk } from "./page-promise.ts";
import { sharedInstance } from "./module/shared.ts";
import { writingCalls } from "./models.gen.ts";

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
  delete client["nextPage"];
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
    if (!instance.death) module["setCredential"]!(credential);
  };
  const close = () => {
    if (!instance.death) module["close"]!();
  };
  client["close"] = close;
  if (Symbol.dispose) client[Symbol.dispose] = close;
  if (Symbol.asyncDispose) client[Symbol.asyncDispose] = async () => close();
  return client as unknown as Client;
}

/** Whether a call may change something, as far as its arguments tell before the module has looked at them. */
function mayWrite(name: string, args: unknown[]): boolean {
  const last = args.at(-1);
  return (
    writingCalls.has(name) || name === "sendText" || (name === "getSafetyHint" && typeof last === "object" && !!last)
  );
}

interface Page {
  page: unknown;
  position: ModulePosition | null;
}

function pagesOf(
  instance: ModuleInstance,
  module: ModuleClient,
  name: string,
  list: string,
  given: unknown,
): PagePromise<unknown, unknown> {
  let options = given;
  const ask = (call: () => unknown) =>
    new Promise<Page>((resolve, reject) => {
      let asked: ModulePage;
      const work = () => (asked = call() as ModulePage);
      instance.follow(work, (page) => resolve({ page, position: asked.position }), reject);
    });
  // The set of used cursors belongs to one way through the list: another one starts with what the first page knew.
  const walkFrom = (first: ModulePosition): Walk<unknown> => {
    let position: ModulePosition | null = { ...first, seen: new Set(first.seen) };
    return async () => {
      if (position === null) return undefined;
      if (position.error !== undefined) throw fromModule(position.error);
      const next = await ask(() => module["nextPage"]!(name, options, position));
      position = next.position;
      return next.page;
    };
  };
  const first = ask(() => {
    // The options of the later pages are those of now, whatever the caller does to the object.
    if (typeof given === "object" && given !== null && !Array.isArray(given)) options = { ...given };
    return module[name]!(options);
  });
  return new PagePromise<unknown, unknown>(
    first.then(({ page, position }): PageStep<unknown> =>
      position ? { page, walk: () => walkFrom(position) } : { page },
    ),
    (page) => itemsOf(page, list),
  );
}

/** The items of a page. Those of a raw one may be anything. */
function itemsOf(page: unknown, list: string): Iterable<unknown> {
  const items = (page as Record<string, unknown>)[list];
  return Array.isArray(items) ? items : [];
}

/** An outcome of a batch: where it is a rejection of a settled one, with an error of this package. */
function fromOutcome(outcome: unknown): unknown {
  if (
    typeof outcome === "object" &&
    outcome !== null &&
    "status" in outcome &&
    outcome.status === "rejected" &&
    "reason" in outcome
  ) {
    return { ...outcome, reason: fromModule(outcome.reason) };
  }
  return outcome;
}
