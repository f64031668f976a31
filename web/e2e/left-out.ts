// The tests that do not run in another engine than Chromium, each with its reason. Each of them is counted as skipped.

import type { Engine } from "./engines.js";

/** Why: it is the driver that cannot, or the engine, or the test is not about a browser or about Chromium alone. */
type Reason = `driver: ${string}` | `engine: ${string}` | `test: ${string}`;

/**
 * Test files without their ending, and why they do not run: whole, or by the names of their tests. A star at the end stands
 * for whatever follows.
 */
export type LeftOut = Record<string, Reason | Record<string, Reason>>;

const extension = "test: it is about Chromium's build of the extension";
const devtools = "driver: only Chromium's own protocol does this";
const noMenuKeys = "driver: no key of it opens a menu, as Shift+F10 and the menu key do";

const inFirefox: LeftOut = {
  "docs-browsers": {
    "relay.md: CORS stops a page of another origin":
      "driver: it does not pass on what the browser writes into the console",
    "extension.md: the extension runs": extension,
  },
  "extension*": extension,
  "inbox-access": { "is opened by the menu key": noMenuKeys },
  "inbox-compose": { "sends nothing while an input method is composing": devtools },
  "inbox-leaks": devtools,
  "inbox-long-list": { "gives the focus to the next one when the one with the focus is deleted": noMenuKeys },
  "inbox-media": {
    "copies a picture": "engine: without a screen its clipboard keeps text alone",
    "is not reached before its question is answered, which is one line": "driver: it has no screen for fingers",
    "is used with fingers": devtools,
  },
  "inbox-messages": { "has a menu by key": noMenuKeys },
  "inbox-screens": {
    "opens the menu of a conversation by a long press, and nothing else": devtools,
    "opens no menu while the list is moved": devtools,
  },
  "inbox-storage": {
    "from the beginning is said when something should be kept, and the inbox goes on": devtools,
    "with what was read is said once, and the inbox goes on": devtools,
  },
  "inbox-waking": devtools,
  "older-browsers": "test: Chromium plays the older browsers",
  "sdk-environments": { "the page and the service worker of an extension": extension },
  "sdk-leaks": devtools,
  "sdk-vitest": "test: it opens no browser",
};

/** What is left out in an engine. */
export const leftOut: Record<Engine, LeftOut> = { chromium: {}, firefox: inFirefox };
