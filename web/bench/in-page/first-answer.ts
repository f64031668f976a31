// A page that makes a client, asks for the sessions and says when it has them.

import type { ClientOptions } from "qqmusic-private-message";
import { moduleAddress, type Ready } from "./ready.js";

/** What the page finds in place: the login to ask with. */
export interface LoggedIn {
  credential: NonNullable<ClientOptions["credential"]>;
}

(globalThis as unknown as Ready).ready = (async () => {
  const { createClient } = (await import(
    `${location.origin}/npm/index.js`
  )) as typeof import("qqmusic-private-message");
  const { credential } = globalThis as unknown as LoggedIn;
  const client = await createClient({ endpoint: "", wasm: moduleAddress(), credential });
  const { sessions } = await client.getSessions();
  return { at: performance.now(), works: sessions.length > 0 };
})();
