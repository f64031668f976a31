import type { WasmSource } from "../client-options.ts";
import { version } from "../version.ts";
import { ModuleInstance } from "./instance.ts";
import { compile } from "./source.ts";

/** The instance that all clients share: started by the first that asks, forgotten when the start fails or when it dies. */
let shared: Promise<ModuleInstance> | undefined;

/** Gives the running module. Where it runs already, or is being started, source is not looked at. */
export function sharedInstance(source: WasmSource | PromiseLike<WasmSource> | undefined): Promise<ModuleInstance> {
  // Where it is not awaited, a source that fails is nobody's concern.
  void Promise.resolve(source).catch(() => {});
  if (shared) return shared;
  const forget = () => {
    if (shared === starting) shared = undefined;
  };
  const starting = start(source, forget);
  starting.catch(forget);
  shared = starting;
  return starting;
}

async function start(
  source: WasmSource | PromiseLike<WasmSource> | undefined,
  onDeath: () => void,
): Promise<ModuleInstance> {
  const instance = new ModuleInstance(onDeath);
  await instance.start(await compile(source));
  const found = instance.exports?.version;
  if (found === version) return instance;
  throw instance.end(
    found === undefined
      ? "the module is that of another program"
      : `the module has version ${found}, but this JavaScript has ${version}: both must be of the same package`,
  );
}
