import type { Int64 } from "./models.gen.ts";
import type { StateStorage } from "./storage.ts";

/** A login. */
export interface Credential {
  /** The account's number. Those of 19 digits must be a string or a bigint: a number cannot hold them. */
  musicid: string | number | bigint;
  /** The secret of the login. */
  musickey: string;
  /** 1 for WeChat, 2 for QQ. By default the musickey tells. */
  loginType?: number | undefined;
  /** When the musickey was given out, in Unix seconds. */
  createTime?: number | undefined;
  /** How long the musickey lasts, in seconds. With createTime, an expired one is a CredentialExpiredError without asking the gateway. */
  expiresIn?: number | undefined;
}

/** The phone that a client says it is. Of the ids not given, all but Tencent's are made up once, and kept in the storage. */
export interface DeviceProfile {
  /** The device's OpenUDID. */
  openUdid?: string | undefined;
  /** The second OpenUDID, which dialect 20.9 has. */
  openUdid2?: string | undefined;
  /** The Android id. */
  androidId?: string | undefined;
  /** The Android version. Default `"15"`, in dialect 14.9 `"10"`. */
  osVersion?: string | undefined;
  /** The model of the phone. Default `"V2408A"`, in dialect 14.9 `"MI 6"`. */
  model?: string | undefined;
  /** The level of the Android SDK, for dialect 14.9. */
  sdkLevel?: number | undefined;
  /** The fingerprint of the system, for dialect 14.9. */
  fingerprint?: string | undefined;
  /** Tencent's device id of 16 characters, for dialect 14.9. */
  qimei?: string | undefined;
  /** Tencent's device id of 36 characters. */
  qimei36?: string | undefined;
}

/** One attempt to send a request. Never holds a secret or a message's text. */
export interface ClientEvent {
  /** The call, `"getSession"` for the gateway session that a client asks for by itself, `"storage"` when the storage failed or did not answer. */
  call: string;
  /** Counts from 1. */
  attempt: number;
  /** The HTTP status, 0 when no answer came. */
  status: number;
  /** The gateway's code, 0 when all is well. */
  code: Int64;
  /** How long the attempt took, in milliseconds. */
  ms: number;
  /** The length of the request, in bytes. */
  bytesOut: number;
  /** The length of the answer, in bytes. */
  bytesIn: number;
  /** How many values of the answer could not be read, 100 at most for each call. */
  problems: number;
  /** What the service could look the request up by, where its answer says it. */
  traceId?: string;
  /** The name of the error class when the call failed in this attempt, `"aborted"` when a signal ended it. */
  error?: string;
  /** There and true when a call that changes something failed, or was aborted, and may have been carried out. */
  maybeSent?: boolean;
}

/** Paces the requests of a client. */
export interface RateLimit {
  /** Requests a second. Default 10. */
  rate?: number | undefined;
  /** How many may go at once after a rest. Default 50. */
  burst?: number | undefined;
}

/** How a version of the phone app speaks. */
export type Dialect = "20.9" | "14.9";

/** When calls are signed. `"auto"`: the calls known to want it, and any that the gateway asked to be signed. */
export type SignMode = "auto" | "always" | "never";

/** A `WebAssembly.Module`, whose type has no members and is missing where there is no DOM. */
export type CompiledModule = object;

/** Where the module is: an address, in Node also the path of a file, an answer of fetch, its bytes, or the compiled module. */
export type WasmSource = URL | string | Response | ArrayBuffer | ArrayBufferView | CompiledModule;

/** What a request asks of `fetch`. */
export interface FetchInit {
  method: "POST";
  headers: Record<string, string>;
  body: string;
  /** Ends the request. Missing where the host's own requests take no such signals, as under jsdom. */
  signal?: AbortSignal;
  credentials: "omit";
  /** The body holds the login: no other address may see it. */
  redirect: "error";
  cache: "no-store";
  referrerPolicy: "no-referrer";
}

/** What is used of an answer of `fetch`. A `body` that is a stream is read as it comes, in place of `arrayBuffer`. */
export interface FetchAnswer {
  status: number;
  headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Sends a request. `fetch` is one. */
export type Fetch = (address: string, init: FetchInit) => Promise<FetchAnswer>;

/** The options of {@link createClient}. */
export interface ClientOptions {
  /** The login, or a function that gives it, asked at each call. Without one, calls reject with CredentialInvalidError. */
  credential?:
    Credential | null | (() => Credential | null | undefined | Promise<Credential | null | undefined>) | undefined;
  /** The origin of the gateway, default `"https://u.y.qq.com"`. `""` or a path is the page's own origin. */
  endpoint?: string | undefined;
  /** Sends the requests. Default `globalThis.fetch`. */
  fetch?: Fetch | undefined;
  /** How long each attempt may take, in milliseconds; 0 for ever. Default 15000. */
  timeout?: number | undefined;
  /** How often a call that only reads is repeated after a failure. Default 2. */
  maxRetries?: number | undefined;
  /** Paces the requests; false does not. Default 10 a second, 50 at once. */
  rateLimit?: RateLimit | false | undefined;
  /** When calls are signed. Default `"auto"`. */
  sign?: SignMode | undefined;
  /** How the phone app speaks: the version that the client says it is. Default `"20.9"`. */
  dialect?: Dialect | undefined;
  /**
   * Single members of `comm`, by name: set, or left out with null, in every request. The User-Agent follows `cv` and `os_ver`. A member
   * keeps the type that the dialect gives it, and numbers are safe integers. Not the login's and the session's own: qq, authst, tmeLoginType, uid, sid, traceid.
   */
  comm?: Record<string, string | number | null> | undefined;
  /** Whether a value that cannot be read is a {@link DataError}. Default false: it is listed in `problems`. */
  strict?: boolean | undefined;
  /** The phone that the client says it is. */
  device?: DeviceProfile | undefined;
  /**
   * Keeps device and gateway session between loads; never the login. One that does not answer within two seconds is not asked
   * again. See {@link webStorage} and {@link chromeStorage}.
   */
  storage?: StateStorage | undefined;
  /** Told of each attempt to send a request, and of a storage that fails. What it throws is reported as an uncaught error. */
  onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Where the module is. Default beside index.js. Only the first client of a page decides. */
  wasm?: WasmSource | PromiseLike<WasmSource> | undefined;
}
