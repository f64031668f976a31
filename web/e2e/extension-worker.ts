// The background of an extension in Chromium.

import type { BrowserContext, Worker } from "playwright-core";
import { eventually } from "./eventually.js";

/** The background of an extension, of any without an id, as soon as it runs. */
export async function workerOf(context: BrowserContext, id = ""): Promise<Worker> {
  const isIt = (worker: Worker) => worker.url().endsWith("/background-chromium.js") && worker.url().includes(id);
  return context.serviceWorkers().find(isIt) ?? context.waitForEvent("serviceworker", { predicate: isIt });
}

/** The background of an extension that was just loaded. One that ends while it is installed is never started again. */
export async function installedWorker(context: BrowserContext): Promise<Worker> {
  const worker = await workerOf(context);
  await eventually(() => worker.evaluate("serviceWorker.state === 'activated'"));
  return worker;
}
