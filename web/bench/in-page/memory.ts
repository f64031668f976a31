// How much memory the module has.

const { instantiate } = WebAssembly;
let memory: WebAssembly.Memory | undefined;

/** Keeps the memory of the module that is started next. */
export function watchMemory(): void {
  WebAssembly.instantiate = (async (source: WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const instance = await instantiate(source, imports);
    memory = instance.exports["mem"] as WebAssembly.Memory;
    return instance;
  }) as typeof WebAssembly.instantiate;
}

/** Its size in bytes. */
export function memorySize(): number {
  if (!memory) throw new Error("no module was started");
  return memory.buffer.byteLength;
}
