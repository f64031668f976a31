// What the requests of the extension tell, and those of others beside it.

import assert from "node:assert/strict";
import type { ArrivedRequest } from "./stand-in.js";

/** All that a request of the extension tells, besides its body and what belongs to the connection. */
const told = ["accept", "accept-encoding", "cache-control", "content-length", "content-type", "pragma", "user-agent"];
const ofConnection = ["connection", "host"];

/** What Firefox adds by itself, whatever the rules say. */
export const addedByFirefox = ["priority"];

/** Fails when requests tell anything of the browser, of the extension or of who is logged in at a site. */
export function assertTellsNothing(requests: readonly ArrivedRequest[], byItself: readonly string[] = []): void {
  assert.ok(requests.length > 0);
  for (const { method, headers } of requests) {
    const names = Object.keys(headers).filter((name) => ![...ofConnection, ...byItself].includes(name));
    assert.deepEqual([method, ...names.sort()], ["POST", ...told]);
    assert.equal(headers["user-agent"], "QQMusic 20090008(android 15)");
    assert.equal(headers["content-type"], "application/json");
  }
}

/** Fails when the request of a tab on y.qq.com is not as the browser makes it. */
export function assertAsEver(requests: readonly ArrivedRequest[], userAgent: string): void {
  const { headers } = requests.find((request) => request.headers["origin"] === "https://y.qq.com") ?? {};
  assert.equal(headers?.["user-agent"], userAgent);
  assert.match(headers?.["referer"] ?? "", /^https:\/\/y\.qq\.com\//);
  assert.match(headers?.["cookie"] ?? "", /qm_keyst=/);
  assert.equal(headers?.["sec-fetch-site"], "same-site");
  assert.ok("accept-language" in (headers ?? {}));
}
