// What the requests of the extension tell.

import assert from "node:assert/strict";
import type { ArrivedRequest } from "../stand-in.js";

/** All that a request of the extension tells, besides its body and what belongs to the connection. */
const told = ["accept", "accept-encoding", "cache-control", "content-length", "content-type", "pragma", "user-agent"];
// Firefox sets the last by itself, whatever the rules say.
const ofConnection = ["connection", "host", "priority"];

/** Fails when requests tell anything of the browser, of the extension or of who is logged in at a site. */
export function assertTellsNothing(requests: readonly ArrivedRequest[]): void {
  assert.ok(requests.length > 0);
  for (const { method, headers } of requests) {
    const names = Object.keys(headers).filter((name) => !ofConnection.includes(name));
    assert.deepEqual([method, ...names.sort()], ["POST", ...told]);
    assert.equal(headers["user-agent"], "QQMusic 20090008(android 15)");
    assert.equal(headers["content-type"], "application/json");
  }
}
