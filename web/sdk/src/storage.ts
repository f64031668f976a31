/** Where a client keeps its device and gateway session between loads. */
export interface StateStorage {
  /** Gives what was kept, null when there is nothing. */
  get(key: string): Promise<string | null>;
  /** Keeps a text. */
  set(key: string, value: string): Promise<void>;
  /** Forgets a text. */
  delete(key: string): Promise<void>;
}

/** What is used of `localStorage` and `sessionStorage`. */
export interface WebStorageArea {
  /** Gives what was kept, null when there is nothing. */
  getItem(key: string): string | null;
  /** Keeps a text. */
  setItem(key: string, value: string): void;
  /** Forgets a text. */
  removeItem(key: string): void;
}

/** Keeps the state in `localStorage` or `sessionStorage`. */
export function webStorage(storage: WebStorageArea): StateStorage {
  return {
    get: async (key) => storage.getItem(key),
    set: async (key, value) => storage.setItem(key, value),
    delete: async (key) => storage.removeItem(key),
  };
}

/** What is used of `chrome.storage.local` and the other areas of an extension's storage. */
export interface ChromeStorageArea {
  /** Gives an object that holds what was kept under the key. */
  get(key: string): Promise<{ [key: string]: unknown }>;
  /** Keeps the values of an object under its keys. */
  set(items: { [key: string]: unknown }): Promise<void>;
  /** Forgets what was kept under the key. */
  remove(key: string): Promise<void>;
}

/** Keeps the state in an area of an extension's storage, such as `chrome.storage.local`. */
export function chromeStorage(area: ChromeStorageArea): StateStorage {
  return {
    async get(key) {
      const value = (await area.get(key))[key];
      return typeof value === "string" ? value : null;
    },
    set: (key, value) => area.set({ [key]: value }),
    delete: (key) => area.remove(key),
  };
}
