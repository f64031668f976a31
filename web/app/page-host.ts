import { sampleAccounts } from "../common/sample-accounts.ts";
import { parseAddress } from "../common/web-address.ts";
import type { Host, Progress } from "./host.ts";
import { memoryStore } from "./account/memory-place.ts";
import { pageStore } from "./page-store.ts";

/** The size of the module when the page was built: a compressed answer does not tell. */
declare const MODULE_BYTES: number;

/** The inbox as a page: the gateway is at its own origin, and the storage is the browser's. */
export function pageHost(): Host {
  return {
    endpoint: "",
    memory: memoryStore(),
    tab: pageStore(() => sessionStorage),
    disk: pageStore(() => localStorage),
    consoleAddress: "console.html",
    module: fetchModule,
    samples: sampleAccounts,
    absolute: (address) => parseAddress(address, location.href),
    owns: (address) => address.origin === location.origin,
  };
}

async function fetchModule(progress: Progress): Promise<Response> {
  progress(0, MODULE_BYTES);
  const response = await fetch("qqmusicpm.wasm");
  if (!response.ok || !response.body) return response;
  let read = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      read += chunk.length;
      progress(read, Math.max(read, MODULE_BYTES));
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
}
