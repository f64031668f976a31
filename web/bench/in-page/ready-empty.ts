// The same page with an empty Go program: it says when that has run.

import { moduleAddress, type Ready } from "./ready.js";

interface Go {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

(globalThis as unknown as Ready).ready = (async () => {
  await import(`${location.origin}/npm/wasm_exec.js`);
  const go = new (globalThis as unknown as { Go: new () => Go }).Go();
  const { instance } = await WebAssembly.instantiateStreaming(fetch(moduleAddress()), go.importObject);
  let exit = -1;
  (go as unknown as { exit(code: number): void }).exit = (code) => (exit = code);
  await go.run(instance);
  return { at: performance.now(), works: exit === 0 };
})();
