import type { Store } from "./host.ts";

/** Keeps texts in the memory of this page alone: nobody else changes them, and they end with it. */
export function memoryStore(): Store {
  const kept = new Map<string, string>();
  return {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => void kept.set(name, value),
    delete: async (name) => void kept.delete(name),
    names: async (prefix) => [...kept.keys()].filter((name) => name.startsWith(prefix)),
    onChange: () => () => {},
  };
}
