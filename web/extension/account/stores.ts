// Where the extension keeps what it keeps. Only its own pages and its background reach either place.

import type { Store } from "../../app/host.ts";
import { chromeStorage } from "../../sdk/src/storage.ts";

/** In memory, until the browser is closed: logins, unless the user wants them on disk. */
export const untilClosed = (): Store => extensionStore("session");

/** On disk. */
export const onDisk = (): Store => extensionStore("local");

function extensionStore(area: "session" | "local"): Store {
  return {
    ...chromeStorage(chrome.storage[area]),
    async names(prefix) {
      return Object.keys(await chrome.storage[area].get(null)).filter((name) => name.startsWith(prefix));
    },
    onChange(changed) {
      const listener = (changes: object, from: string) => {
        if (from === area) Object.keys(changes).forEach(changed);
      };
      chrome.storage.onChanged.addListener(listener);
      return () => chrome.storage.onChanged.removeListener(listener);
    },
  };
}
