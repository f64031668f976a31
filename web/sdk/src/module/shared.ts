import type { WasmSource } from "../client-options.ts";
import { ModuleError } from "../errors.ts";
import { version } from "../version.ts";
import { ModuleInstance } from "./instance.ts";
import { compile } from "./source.ts";

/** The instance that all clients share: started by the first that asks, forgotten when the start fails or when it dies. */
let shared: Promise<ModuleInstance> | undefined;

/** Gives the running module. Where it runs already, or is being started, source is not looked at. */
export function sharedInstance(source: WasmSource | PromiseLike<WasmSource> | undefined): Promise<ModuleInstance> {
  if (shared) {
    // A source that fails is nobody's concern then.
    void Promise.resolve(source).catch(() => {});
    return shared;
  }
  const starting = start(source, () => {
    if (shared === starting) shared = undefined;
  });
  starting.catch(() => {
    if (shared === starting) shared = undefined;
  });
  shared = starting;
  return starting;
}

async function start(
  source: WasmSource | PromiseLike<WasmSource> | undefined,
  onDeath: () => void,
): Promise<ModuleInstance> {
  const instance = await ModuleInstance.start(await compile(source), onDeath);
  if (instance.death) throw instance.death;
  if (instance.exports?.version !== version) {
    throw new ModuleError(
      `the module has version ${instance.exports?.version ?? "unknown"}, but this JavaScript has ${version}: both must be of the same package`,
    );
  }
  return instance;
}
