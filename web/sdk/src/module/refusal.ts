import { ModuleError } from "../errors.ts";
import { moduleError } from "./module-error.ts";

const permission =
  "A page's Content-Security-Policy has to allow WebAssembly, and a host that compiles nothing needs the compiled module " +
  'in the option wasm. The README of qqmusic-private-message shows how, under "Where it runs".';

/** Says why this place compiles no WebAssembly at all; undefined where it does. */
export async function refusal(): Promise<ModuleError | undefined> {
  try {
    // The shortest module tells. WebKit compiles it under any policy, and refuses to instantiate it.
    await WebAssembly.instantiate(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    return undefined;
  } catch (cause) {
    const { message } = moduleError("WebAssembly may not be compiled here", cause);
    return new ModuleError(`${message}. ${permission}`, { cause });
  }
}
