import type { StateStorage } from "../../sdk/src/storage.ts";

/** The name that the device is kept under. */
const device = "qqmusicpm.device";

/**
 * A storage that has the device of another one, and keeps what is written for as long as it lives: a client that uses it is
 * the same phone, asks for a gateway session of its own, and takes none from others.
 */
export function deviceAlone(storage: Pick<StateStorage, "get">): StateStorage {
  const own = new Map<string, string>();
  return {
    get: async (name) => own.get(name) ?? (name === device ? storage.get(name) : null),
    set: async (name, value) => void own.set(name, value),
    delete: async (name) => void own.delete(name),
  };
}
