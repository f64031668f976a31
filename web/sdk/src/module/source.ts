import type { WasmSource } from "../client-options.ts";
import { InvalidArgumentError, ModuleError, QQMusicError } from "../errors.ts";
import { inNode, readFile } from "./node-files.ts";

/** Compiles the module from wherever it is. Where that fails, a ModuleError says from where and why. */
export async function compile(source: WasmSource | PromiseLike<WasmSource> | undefined): Promise<WebAssembly.Module> {
  try {
    return await compileGiven(await (source ?? new URL("./qqmusicpm.wasm", import.meta.url)));
  } catch (cause) {
    if (cause instanceof QQMusicError) throw cause;
    throw new ModuleError(`the module could not be compiled: ${String(cause)}`, { cause });
  }
}

async function compileGiven(source: WasmSource): Promise<WebAssembly.Module> {
  switch (Object.prototype.toString.call(source)) {
    case "[object WebAssembly.Module]":
      return source as WebAssembly.Module;
    case "[object Response]":
      return fromResponse(source as Response, (source as Response).url || "the Response given");
    case "[object URL]":
    case "[object String]":
      return fromAddress(String(source));
    case "[object ArrayBuffer]":
      return fromBytes(source as ArrayBuffer, "the bytes given");
  }
  if (ArrayBuffer.isView(source)) return fromBytes(source as ArrayBufferView<ArrayBuffer>, "the bytes given");
  throw new InvalidArgumentError("wasm must be an address, a Response, bytes or a WebAssembly.Module", {
    argument: "wasm",
  });
}

async function fromAddress(address: string): Promise<WebAssembly.Module> {
  if (inNode && address.startsWith("file:")) {
    let bytes: BufferSource;
    try {
      bytes = await readFile(address);
    } catch (cause) {
      throw new ModuleError(`the module could not be read from ${address}: ${String(cause)}`, { cause });
    }
    return fromBytes(bytes, address);
  }
  let response: Response;
  try {
    response = await fetch(address);
  } catch (cause) {
    throw new ModuleError(`the module could not be fetched from ${address}: ${String(cause)}`, { cause });
  }
  return fromResponse(response, response.url || address);
}

async function fromResponse(response: Response, from: string): Promise<WebAssembly.Module> {
  const { status } = response;
  if (!response.ok) {
    const found = await describe(response);
    throw new ModuleError(`no module at ${from}: HTTP status ${status} and ${found}`, { status });
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (!/^application\/wasm$/i.test(type.trim()) || !("compileStreaming" in WebAssembly)) {
    return fromBytes(await response.arrayBuffer(), from);
  }
  const copy = response.clone();
  try {
    const module = await WebAssembly.compileStreaming(response);
    void copy.body?.cancel();
    return module;
  } catch {
    return fromBytes(await copy.arrayBuffer(), from); // says what it was instead
  }
}

async function fromBytes(bytes: BufferSource, from: string): Promise<WebAssembly.Module> {
  const view =
    "buffer" in bytes ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  if (!isWasm(view)) throw new ModuleError(`no WebAssembly module at ${from}, but ${nameOf(view)}`);
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw new ModuleError(`the module from ${from} cannot be compiled: ${String(cause)}`, { cause });
  }
}

const isWasm = (bytes: Uint8Array) => bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;

async function describe(response: Response): Promise<string> {
  try {
    return nameOf(new Uint8Array(await response.arrayBuffer()));
  } catch {
    return "a body that cannot be read";
  }
}

/** Says what came in the place of a module. */
function nameOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return "nothing";
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gzip without a Content-Encoding header";
  const text = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();
  if (/^<(!doctype html|html|head|body|!--)/i.test(text)) return "an HTML page";
  if (text.startsWith("<")) return "XML";
  if (text.startsWith("{") || text.startsWith("[")) return "JSON";
  if (/^[^\0-\x08\x0e-\x1f\ufffd]*$/.test(text)) return "text";
  return `bytes that begin with ${Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ")}`;
}
