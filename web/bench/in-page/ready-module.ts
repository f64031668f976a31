// A page that makes a client and says when it has it.

import { moduleAddress, type Ready } from "./ready.js";

(globalThis as unknown as Ready).ready = (async () => {
  const { createClient } = (await import(
    `${location.origin}/npm/index.js`
  )) as typeof import("qqmusic-private-message");
  const client = await createClient({ endpoint: "", wasm: moduleAddress() });
  const at = performance.now();
  return { at, works: typeof client.getSessions === "function" };
})();
