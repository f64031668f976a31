import { signal } from "@preact/signals";
import type { Bridge } from "./bridge.ts";

/** The size of the module when the page was built: a compressed answer does not tell. */
declare const MODULE_BYTES: number;

/** Why the module is not there. */
export type LoadFailure =
  | { reason: "unsupported" }
  | { reason: "unreachable"; file: string }
  | { reason: "status"; file: string; status: number }
  | { reason: "notModule"; file: string; contentType: string }
  | { reason: "broken"; message: string };

/** How far the module is. */
export type Loading =
  | { state: "loading"; bytes: number; total: number }
  | { state: "ready"; bridge: Bridge }
  | { state: "failed"; failure: LoadFailure };

/** How far the module is; it changes as the module loads. */
export const loading = signal<Loading>({ state: "loading", bytes: 0, total: MODULE_BYTES });

class LoadError extends Error {
  readonly failure: LoadFailure;
  constructor(failure: LoadFailure) {
    super(failure.reason);
    this.failure = failure;
  }
}

interface GoRuntime {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

type GoGlobal = typeof globalThis & { Go?: new () => GoRuntime; QQMusicPM?: Pick<Bridge, "createClient"> };

const runtimeFile = "wasm_exec.js";
const moduleFile = "qqmusicpm.wasm";

/** Loads the module and starts it; the outcome is in {@link loading}. */
export async function load(): Promise<void> {
  loading.value = { state: "loading", bytes: 0, total: MODULE_BYTES };
  try {
    loading.value = { state: "ready", bridge: await startModule() };
  } catch (error) {
    const failure: LoadFailure =
      error instanceof LoadError ? error.failure : { reason: "broken", message: String(error) };
    loading.value = { state: "failed", failure };
  }
}

async function startModule(): Promise<Bridge> {
  if (typeof WebAssembly !== "object") throw new LoadError({ reason: "unsupported" });
  const [response] = await Promise.all([ask(moduleFile), addScript(runtimeFile)]);
  const Go = (globalThis as GoGlobal).Go;
  if (!Go) throw new LoadError({ reason: "broken", message: `${runtimeFile} defines no Go` });
  const go = new Go();
  const instance = await instantiate(response, go.importObject);
  const ended = go.run(instance);
  const exports = (globalThis as GoGlobal).QQMusicPM;
  if (!exports) throw new LoadError({ reason: "broken", message: "the module defines no QQMusicPM" });
  const end = ended.then(() => {
    const failure = { reason: "broken", message: "the module has ended" } as const;
    loading.value = { state: "failed", failure };
    throw Object.assign(new Error(failure.message), { name: "ModuleError" });
  });
  end.catch(() => {}); // told in `loading`, and to those that wait
  return { createClient: exports.createClient, end };
}

async function ask(file: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(file);
  } catch {
    throw new LoadError({ reason: "unreachable", file });
  }
  if (!response.ok) throw new LoadError({ reason: "status", file, status: response.status });
  return response;
}

function addScript(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new LoadError({ reason: "unreachable", file }));
    };
    document.head.append(script);
  });
}

/** Compiles while the bytes arrive where the server names the type, otherwise once they are all there. */
async function instantiate(response: Response, imports: WebAssembly.Imports): Promise<WebAssembly.Instance> {
  const contentType = response.headers.get("Content-Type") ?? "";
  const counted = new Response(response.body?.pipeThrough(counter()) ?? null, {
    headers: { "Content-Type": "application/wasm" },
  });
  if (/^application\/wasm\b/i.test(contentType) && "instantiateStreaming" in WebAssembly) {
    return (await WebAssembly.instantiateStreaming(counted, imports)).instance;
  }
  const bytes = await counted.arrayBuffer();
  if (new TextDecoder().decode(bytes.slice(0, 4)) !== "\0asm") {
    throw new LoadError({ reason: "notModule", file: moduleFile, contentType });
  }
  return (await WebAssembly.instantiate(bytes, imports)).instance;
}

function counter(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      loading.value = { state: "loading", bytes, total: Math.max(bytes, MODULE_BYTES) };
      controller.enqueue(chunk);
    },
  });
}
