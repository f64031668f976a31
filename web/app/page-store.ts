import type { Store } from "./host.ts";

/** A storage of the page as a store. Where the browser forbids reading there is nothing; what cannot be kept rejects. */
export function pageStore(storage: () => Storage): Store {
  return {
    async get(name) {
      try {
        return storage().getItem(name);
      } catch {
        return null;
      }
    },
    async set(name, value) {
      storage().setItem(name, value);
    },
    async delete(name) {
      try {
        storage().removeItem(name);
      } catch {
        // Forbidden: then nothing is there.
      }
    },
    async names(prefix) {
      try {
        return Object.keys(storage()).filter((name) => name.startsWith(prefix));
      } catch {
        return [];
      }
    },
    onChange: (changed) => onStorage(storage, (key) => key !== null && changed(key)),
    onEmptied: (emptied) => onStorage(storage, (key) => key === null && emptied()),
  };
}

function onStorage(storage: () => Storage, happened: (key: string | null) => unknown): () => void {
  const listener = ({ key, storageArea }: StorageEvent) => {
    if (isOf(storage, storageArea)) happened(key);
  };
  addEventListener("storage", listener);
  return () => removeEventListener("storage", listener);
}

function isOf(storage: () => Storage, area: Storage | null): boolean {
  try {
    return area === storage();
  } catch {
    return false;
  }
}
