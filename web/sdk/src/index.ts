export type { Answer, ArgumentsOf, CallName, CallOptions, ListOptions, OptionsOf } from "./calls.ts";
export type { BatchAnswer, BatchCall, BatchOptions, BatchResults } from "./batch.ts";
export type { Client, ItemOf } from "./client.ts";
export type {
  ClientEvent,
  ClientOptions,
  CompiledModule,
  Credential,
  DeviceProfile,
  Dialect,
  Fetch,
  FetchAnswer,
  FetchInit,
  RateLimit,
  SignMode,
  WasmSource,
} from "./client-options.ts";
export { createClient } from "./create-client.ts";
export {
  CGIError,
  ClosedError,
  CredentialExpiredError,
  CredentialInvalidError,
  DataError,
  GatewayError,
  HTTPError,
  InvalidArgumentError,
  isQQMusicError,
  ModuleError,
  NetworkError,
  QQMusicError,
  RateLimitedError,
  SignatureRequiredError,
  TimeoutError,
} from "./errors.ts";
export type { QQMusicErrorFields, QQMusicErrorJSON, QQMusicErrors } from "./errors.ts";
export { compareInt64, toBigInt } from "./int64.ts";
export type * from "./models.gen.ts";
export { isMedia, MessageType } from "./message-type.ts";
export { PagePromise } from "./page-promise.ts";
export type { PagesOptions } from "./page-promise.ts";
export { chromeStorage, webStorage } from "./storage.ts";
export type { ChromeStorageArea, StateStorage, WebStorageArea } from "./storage.ts";
export type { SessionUpdate, SessionWatch, WatchOptions } from "./watch.ts";
export { version } from "./version.ts";
