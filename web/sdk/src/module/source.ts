import type { WasmSource } from "../client-options.ts";
import { InvalidArgumentError, ModuleError } from "../errors.ts";
import { filesOfSite, inNode, isFile, readFile } from "./node.ts";
import { moduleError } from "./module-error.ts";
import { refusal } from "./refusal.ts";

/** Compiles the module from wherever it is. Where that fails, a ModuleError says from where and why. */
export async function compile(source: WasmSource | PromiseLike<WasmSource> | undefined): Promise<WebAssembly.Module> {
  if (typeof WebAssembly !== "object") {
    const cause = new ReferenceError("WebAssembly is not defined");
    throw new ModuleError("there is no WebAssembly here: the browser is too old, or forbids it", { cause });
  }
  try {
    return await (source === undefined || source === null ? compileOwn() : compileGiven(source));
  } catch (error) {
    throw (await refusal()) ?? error;
  }
}

/** Compiles the module of this package. */
async function compileOwn(): Promise<WebAssembly.Module> {
  try {
    const address = ownAddress();
    if (inNode && !address.startsWith("file:")) {
      for (const file of await filesOfSite(address)) {
        const bytes = await readFile(file).catch(() => undefined); // the next one, then
        if (bytes) return await fromBytes(bytes, file);
      }
    }
    return await fromAddress(address);
  } catch (error) {
    const { message, cause, status } = error as ModuleError;
    throw new ModuleError(`${message}. ${remedy}`, { cause, status });
  }
}

const remedy =
  "Give createClient the option wasm: the address of qqmusicpm.wasm of this package, its bytes or the compiled module. " +
  'The README of qqmusic-private-message shows how, under "Where it runs".';

function ownAddress(): string {
  try {
    // Written so that bundlers which make files of such addresses find the module.
    return String(new URL("./qqmusicpm.wasm", import.meta.url));
  } catch (cause) {
    throw moduleError("the script that this package was made part of does not say where the module is", cause);
  }
}

async function compileGiven(source: WasmSource | PromiseLike<WasmSource>): Promise<WebAssembly.Module> {
  let given: WasmSource;
  try {
    given = await source;
  } catch (cause) {
    throw moduleError("the module could not be loaded", cause);
  }
  // What is given may be of another realm: nothing here asks for its class.
  switch (Object.prototype.toString.call(given)) {
    case "[object WebAssembly.Module]":
      return given as WebAssembly.Module;
    case "[object URL]":
    case "[object String]":
      return fromAddress(String(given));
    case "[object ArrayBuffer]":
      return fromBytes(given as ArrayBuffer, "the bytes given");
  }
  if (ArrayBuffer.isView(given)) return fromBytes(given as ArrayBufferView<ArrayBuffer>, "the bytes given");
  if (isResponse(given)) return fromResponse(given, given.url || "the Response given");
  throw new InvalidArgumentError("wasm must be an address, a Response, bytes or a WebAssembly.Module", {
    argument: "wasm",
  });
}

function isResponse(given: unknown): given is Response {
  const { status, arrayBuffer } = Object(given) as Partial<Response>;
  return typeof status === "number" && typeof arrayBuffer === "function";
}

async function fromAddress(address: string): Promise<WebAssembly.Module> {
  if (inNode && isFile(address)) {
    let bytes: BufferSource;
    try {
      bytes = await readFile(address);
    } catch (cause) {
      throw moduleError(`the module could not be read from ${address}`, cause);
    }
    return fromBytes(bytes, address);
  }
  let response: Response;
  try {
    response = await fetch(address);
  } catch (cause) {
    throw moduleError(`the module could not be fetched from ${address}`, cause);
  }
  return fromResponse(response, response.url || address);
}

async function fromResponse(response: Response, from: string): Promise<WebAssembly.Module> {
  const { status } = response;
  if (status < 200 || status > 299) {
    const found = await describe(response);
    throw new ModuleError(`no module at ${from}: HTTP status ${status} and ${found}`, { status });
  }
  const type = response.headers?.get("Content-Type") ?? ""; // what only looks like a Response may have none
  if (!/^application\/wasm$/i.test(type.trim()) || !("compileStreaming" in WebAssembly)) {
    return fromBytes(await bodyOf(response, from), from);
  }
  let copy: Response;
  try {
    copy = response.clone();
  } catch (cause) {
    throw moduleError(`the module could not be read from ${from}`, cause);
  }
  try {
    const module = await WebAssembly.compileStreaming(response);
    copy.body?.cancel().catch(() => {});
    return module;
  } catch {
    return fromBytes(await bodyOf(copy, from), from); // says what it was instead
  }
}

async function bodyOf(response: Response, from: string): Promise<ArrayBuffer> {
  try {
    return await response.arrayBuffer();
  } catch (cause) {
    throw moduleError(`the module could not be read from ${from}`, cause);
  }
}

async function fromBytes(bytes: BufferSource, from: string): Promise<WebAssembly.Module> {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  if (!isWasm(view)) throw new ModuleError(`no WebAssembly module at ${from}, but ${nameOf(view)}`);
  try {
    return await WebAssembly.compile(view); // V8 takes no DataView
  } catch (cause) {
    throw moduleError(`the module from ${from} cannot be compiled`, cause);
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
  // What is longer is cut, maybe within a character.
  const text = new TextDecoder().decode(bytes.subarray(0, 512), { stream: bytes.length > 512 }).trimStart();
  if (/^<(!doctype html|html|head|body|!--)/i.test(text)) return "an HTML page";
  if (text.startsWith("<")) return "XML";
  if (text.startsWith("{") || text.startsWith("[")) return "JSON";
  if (/^[^\0-\x08\x0e-\x1f\ufffd]*$/.test(text)) return "text";
  return `bytes that begin with ${Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ")}`;
}
