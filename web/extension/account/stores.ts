// Where the extension keeps what it keeps. Only its own pages and its background reach either place.

import type { Store } from "../../app/host.ts";
import { chromeStorage } from "../../sdk/src/storage.ts";

/** In memory, until the browser is closed: logins, unless the user wants them on disk. */
export const untilClosed = (): Store => chromeStorage(chrome.storage.session);

/** On disk. */
export const onDisk = (): Store => chromeStorage(chrome.storage.local);
