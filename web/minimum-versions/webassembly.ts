// What a module compiled by Go needs: features of WebAssembly, and what it looks up in JavaScript.

import wabt from "wabt";

// What wabt can leave out, and MDN's names of it. A feature that brings another one with it comes before that one. A
// module with anything else is not valid here.
const names = {
  exceptions: "exception-handling",
  reference_types: "reference-types",
  bulk_memory: "bulk-memory-operations",
  memory64: "memory64",
  sat_float_to_int: "non-trapping-float-to-int-conversions",
  sign_extension: "sign-extension-operations",
  simd: "fixed-width-SIMD",
  tail_call: "tail-calls",
  threads: "threads-and-atomics",
};

/** The features of WebAssembly without which a module is not valid, as MDN's data names them. */
export async function featuresOfModule(bytes: Uint8Array): Promise<Set<string>> {
  const { readWasm } = await wabt();
  const isValid = (features: Record<string, boolean>) => {
    try {
      const module = readWasm(bytes, features);
      module.validate();
      module.destroy();
      return true;
    } catch {
      return false;
    }
  };
  const features: Record<string, boolean> = Object.fromEntries(Object.keys(names).map((name) => [name, true]));
  if (!isValid(features)) throw new Error("the module is not valid with every feature that is known");
  const needed = new Set<string>();
  for (const [feature, name] of Object.entries(names)) {
    features[feature] = false;
    if (isValid(features)) continue;
    features[feature] = true;
    needed.add(`webassembly.${name}`);
  }
  return needed;
}

/** What a module has that Go made, when it runs. */
interface Client {
  getConfig(type: number): Promise<unknown>;
  close(): void;
}

/**
 * The globals and their members that the module looks up by name, as it starts and when it makes a call. They are
 * found by running it: they stand in no file.
 */
export async function lookupsOfModule(runtime: string, bytes: Uint8Array): Promise<Set<string>> {
  const looked = new Set<string>();
  const known = new Map<unknown, string>();
  const nameOf = (target: object) =>
    known.get(target) ?? known.get(Object.getPrototypeOf(target)) ?? known.get(target.constructor?.prototype);
  // The runtime gets everything for Go through Reflect.
  const reflect = {
    ...Object.fromEntries(Reflect.ownKeys(Reflect).map((key) => [key, Reflect[key as keyof typeof Reflect]])),
    get(target: object, name: string) {
      const value: unknown = Reflect.get(target, name);
      const owner = nameOf(target);
      const path = target === world ? name : owner && `${owner}.${name}`;
      if (path && !path.startsWith("QQMusicPM")) {
        looked.add(path);
        if (value instanceof Object && !known.has(value)) known.set(value, path);
        if (typeof value === "function" && value.prototype) known.set(value.prototype, `${path}.prototype`);
      }
      return value;
    },
  };
  const world = { ...allOf(globalThis), Reflect: reflect } as Record<string, unknown>;
  new Function("globalThis", "Reflect", runtime)(world, reflect);
  const go = new (
    world["Go"] as new () => { importObject: WebAssembly.Imports; run(instance: object): Promise<void> }
  )();
  const { instance } = await WebAssembly.instantiate(bytes as BufferSource, go.importObject);
  void go.run(instance);
  const { createClient } = world["QQMusicPM"] as { createClient(options: object): Promise<Client> };
  const client = await createClient({
    fetch: async () => new Response("{}"),
    credential: { musicid: "2837461905", musickey: "Q_H_L_none" },
    maxRetries: 0,
  });
  await client.getConfig(1).catch(() => undefined);
  client.close();
  return looked;
}

function allOf(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.getOwnPropertyNames(object).map((name) => [name, Reflect.get(object, name)]));
}
