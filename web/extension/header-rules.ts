// What the browser changes about the extension's own requests. The rules are for nobody else's: they name the
// extension as the one that asks, so a tab on y.qq.com is as it was.

import type { ClientOptions } from "../sdk/src/index.ts";
import { gatewayOrigin } from "./places.ts";

type Dialect = NonNullable<ClientOptions["dialect"]>;

/** The name of the client that each dialect is spoken as. A page cannot give it: fetch drops it silently. */
const userAgents: Readonly<Record<Dialect, string>> = {
  "20.9": "QQMusic 20090008(android 15)",
  "14.9": "QQMusic 14090008(android 10)",
};

const gatewayRule = 1;
const pictureRule = 2;

// What tells of the browser, of the extension or of who is logged in, and no client of the protocol sends.
const untold = [
  "Origin",
  "Referer",
  "Cookie",
  "Accept-Language",
  "Sec-CH-UA",
  "Sec-CH-UA-Mobile",
  "Sec-CH-UA-Platform",
  "Sec-Fetch-Dest",
  "Sec-Fetch-Mode",
  "Sec-Fetch-Site",
  "Sec-Fetch-Storage-Access",
  "Sec-GPC",
  "DNT",
  "Priority", // Firefox sends it all the same
];

/** The rules for requests of an extension of this origin, in a dialect. */
export function headerRules(origin: string, dialect: Dialect): chrome.declarativeNetRequest.Rule[] {
  const initiatorDomains = [new URL(origin).host];
  const remove = (header: string) => ({ header, operation: "remove" as const });
  return [
    {
      id: gatewayRule,
      condition: {
        initiatorDomains,
        requestDomains: [new URL(gatewayOrigin).host],
        resourceTypes: ["xmlhttprequest"],
      },
      action: {
        type: "modifyHeaders",
        requestHeaders: [{ header: "User-Agent", operation: "set", value: userAgents[dialect] }, ...untold.map(remove)],
      },
    },
    {
      // A picture shall not tell who looks at it.
      id: pictureRule,
      condition: { initiatorDomains, resourceTypes: ["image", "media"] },
      action: { type: "modifyHeaders", requestHeaders: ["Cookie", "Referer", "Origin"].map(remove) },
    },
  ];
}

/**
 * Puts the rules for a dialect in place. Whatever part of the extension asks the gateway does so first; again is the same
 * as once.
 */
export async function setHeaderRules(dialect: Dialect): Promise<void> {
  const rules = headerRules(chrome.runtime.getURL(""), dialect);
  await chrome.declarativeNetRequest.updateSessionRules({
    removeRuleIds: rules.map((rule) => rule.id),
    addRules: rules,
  });
}
