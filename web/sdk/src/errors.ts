import type { Int64 } from "./models.gen.ts";

/** The fields of an error besides its message. Which of them are there depends on the class. */
export interface QQMusicErrorFields {
  /** The call that failed, such as `"getSessions"`; `"getSession"` for the gateway session that a client asks for by itself. */
  call?: string | undefined;
  /** The gateway's code. */
  code?: Int64 | undefined;
  /** The HTTP status of an {@link HTTPError}. */
  status?: number | undefined;
  /** A JSON Pointer to the place in the answer that is wrong. */
  path?: string | undefined;
  /** The parameter that is wrong, such as `"size"` or `"scenes[0]"`. */
  argument?: string | undefined;
  /** A page where the user can clear a rate limit. It comes from the gateway: check its host before opening it. */
  feedbackURL?: string | undefined;
  /** What the service could look the request up by, where its answer says it. */
  traceId?: string | undefined;
  /** What the gateway sent with its refusal. */
  data?: unknown;
  /** How long the gateway asks to wait, in milliseconds. */
  retryAfter?: number | undefined;
  /** Sending the same call again is safe and may succeed. Default false. */
  retryable?: boolean | undefined;
  /** A write may have reached the gateway: ask the user, do not resend. Default false. */
  maybeSent?: boolean | undefined;
  /** The error below. */
  cause?: unknown;
}

/** An error as plain data, for postMessage and the messages of extensions. Made by `toJSON()`, read by {@link QQMusicError.fromJSON}. */
export interface QQMusicErrorJSON extends Omit<QQMusicErrorFields, "cause"> {
  /** The name of the class. */
  name: string;
  /** The message, in English. */
  message: string;
  /** Sending the same call again is safe and may succeed. */
  retryable: boolean;
  /** A write may have reached the gateway. */
  maybeSent: boolean;
  /** The name and message of the error below. */
  cause?: { name: string; message: string };
}

// The same in every realm and in every copy of this package.
const marker = Symbol.for("qqmusic-private-message.error");

const texts = ["call", "path", "argument", "feedbackURL", "traceId"] as const;

/** The fields that are there only where they apply. */
const optional = [...texts, "code", "status", "data", "retryAfter"] as const;

/** What all errors of this package have in common. */
export class QQMusicError extends Error {
  /** The name of the class. */
  override readonly name: string = "QQMusicError";
  /** The call that failed, such as `"getSessions"`. */
  declare readonly call?: string;
  /** The gateway's code. */
  declare readonly code?: Int64;
  /** The HTTP status. */
  declare readonly status?: number;
  /** A JSON Pointer to the place in the answer that is wrong. */
  declare readonly path?: string;
  /** The parameter that is wrong, such as `"size"` or `"scenes[0]"`. */
  declare readonly argument?: string;
  /** A page where the user can clear a rate limit. It comes from the gateway: check its host before opening it. */
  declare readonly feedbackURL?: string;
  /** What the service could look the request up by. */
  declare readonly traceId?: string;
  /** What the gateway sent with its refusal. */
  declare readonly data?: unknown;
  /** How long the gateway asks to wait, in milliseconds. */
  declare readonly retryAfter?: number;
  /** Sending the same call again is safe and may succeed. */
  readonly retryable: boolean;
  /** A write may have reached the gateway: ask the user, do not resend. */
  readonly maybeSent: boolean;

  constructor(message: string, fields: QQMusicErrorFields = {}) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    for (const name of optional) {
      if (fields[name] !== undefined) Object.defineProperty(this, name, { value: fields[name], enumerable: true });
    }
    this.retryable = fields.retryable ?? false;
    this.maybeSent = fields.maybeSent ?? false;
  }

  /** Makes plain data of the error: class, message and fields; of the cause its name and message. */
  toJSON(): QQMusicErrorJSON {
    const { name, message, retryable, maybeSent } = this;
    const json: Record<string, unknown> = {};
    for (const field of optional) {
      if (this[field] !== undefined) json[field] = this[field];
    }
    if (this.cause !== undefined) json["cause"] = describe(this.cause);
    return { ...json, name, message, retryable, maybeSent };
  }

  /**
   * Makes an error of the right class again from what `toJSON()` gave. Anything may be passed:
   * what is no such data becomes a plain QQMusicError.
   */
  static fromJSON(json: unknown): QQMusicError {
    if (typeof json !== "object" || json === null) return new QQMusicError("an error that cannot be read");
    const from = json as Record<string, unknown>;
    const fields: QQMusicErrorFields = {
      retryable: from["retryable"] === true,
      maybeSent: from["maybeSent"] === true,
      data: from["data"],
    };
    for (const name of texts) {
      if (typeof from[name] === "string") fields[name] = from[name];
    }
    if (typeof from["code"] === "number" || typeof from["code"] === "string") fields.code = from["code"];
    if (typeof from["status"] === "number") fields.status = from["status"];
    if (typeof from["retryAfter"] === "number") fields.retryAfter = from["retryAfter"];
    if (typeof from["cause"] === "object" && from["cause"] !== null) fields.cause = revive(from["cause"]);
    const Class = classOf(from["name"]) ?? QQMusicError;
    return new Class(typeof from["message"] === "string" ? from["message"] : "an error that cannot be read", fields);
  }
}

Object.defineProperty(QQMusicError.prototype, marker, { value: true });

function describe(cause: unknown): { name: string; message: string } {
  if (typeof cause !== "object" || cause === null) return { name: typeof cause, message: String(cause) };
  const { name, message } = cause as Record<string, unknown>;
  if (typeof name === "string" && typeof message === "string") return { name, message };
  return { name: "object", message: Object.prototype.toString.call(cause) };
}

function revive(cause: object): Error {
  const { name, message } = cause as Record<string, unknown>;
  const error = new Error(typeof message === "string" ? message : "");
  if (typeof name === "string") Object.defineProperty(error, "name", { value: name, writable: true });
  return error;
}

/** A parameter or option is wrong; nothing was sent. `argument` names it. */
export class InvalidArgumentError extends QQMusicError {
  override readonly name = "InvalidArgumentError";
}
/** There is no login: musicid or musickey is missing; nothing was sent. */
export class CredentialInvalidError extends QQMusicError {
  override readonly name = "CredentialInvalidError";
}
/** The login has expired (登录已过期): codes 1000, 104400 and 104401, its own lifetime, or a code 2001 whose `feedbackURL` is a login page. */
export class CredentialExpiredError extends QQMusicError {
  override readonly name = "CredentialExpiredError";
}
/** The gateway wants the call signed, and signing was switched off or did not help. */
export class SignatureRequiredError extends QQMusicError {
  override readonly name = "SignatureRequiredError";
}
/** The gateway wants a pause, by rate limit or risk control (频率限制或风控): a code 2001 that is about neither the login nor the signature. `feedbackURL` may name a page where the user clears it. Never retried by itself. */
export class RateLimitedError extends QQMusicError {
  override readonly name = "RateLimitedError";
}
/** The call itself was refused; `code` and `data` say why. */
export class CGIError extends QQMusicError {
  override readonly name = "CGIError";
}
/** The request was refused as a whole, not one of its calls; `code` says why. */
export class GatewayError extends QQMusicError {
  override readonly name = "GatewayError";
}
/** An answer whose HTTP `status` is not 200. */
export class HTTPError extends QQMusicError {
  override readonly name = "HTTPError";
}
/** No answer came: no connection, a cut one, or a page stopped by CORS. */
export class NetworkError extends QQMusicError {
  override readonly name = "NetworkError";
}
/** An attempt took longer than the timeout. */
export class TimeoutError extends QQMusicError {
  override readonly name = "TimeoutError";
}
/** An answer is not what the protocol says; `path` names the place where it is known. */
export class DataError extends QQMusicError {
  override readonly name = "DataError";
}
/** The client was closed. */
export class ClosedError extends QQMusicError {
  override readonly name = "ClosedError";
}
/** The module could not be loaded, compiled, instantiated or started, or it died. `cause` is what was thrown, `status` the HTTP status, where there is one. The next `createClient` tries again. */
export class ModuleError extends QQMusicError {
  override readonly name = "ModuleError";
}

/** The error classes by name. */
export interface QQMusicErrors {
  QQMusicError: QQMusicError;
  InvalidArgumentError: InvalidArgumentError;
  CredentialInvalidError: CredentialInvalidError;
  CredentialExpiredError: CredentialExpiredError;
  SignatureRequiredError: SignatureRequiredError;
  RateLimitedError: RateLimitedError;
  CGIError: CGIError;
  GatewayError: GatewayError;
  HTTPError: HTTPError;
  NetworkError: NetworkError;
  TimeoutError: TimeoutError;
  DataError: DataError;
  ClosedError: ClosedError;
  ModuleError: ModuleError;
}

type ErrorClass = new (message: string, fields?: QQMusicErrorFields) => QQMusicError;

function classOf(name: unknown): ErrorClass | undefined {
  const classes: {
    [Name in keyof QQMusicErrors]: new (message: string, fields?: QQMusicErrorFields) => QQMusicErrors[Name];
  } = {
    QQMusicError,
    InvalidArgumentError,
    CredentialInvalidError,
    CredentialExpiredError,
    SignatureRequiredError,
    RateLimitedError,
    CGIError,
    GatewayError,
    HTTPError,
    NetworkError,
    TimeoutError,
    DataError,
    ClosedError,
    ModuleError,
  };
  return typeof name === "string" && Object.hasOwn(classes, name) ? classes[name as keyof QQMusicErrors] : undefined;
}

/**
 * Tells whether something is an error of this package, or of one class of it. Unlike `instanceof`
 * it also knows errors from another frame and from another copy of the package.
 */
export function isQQMusicError<Name extends keyof QQMusicErrors = "QQMusicError">(
  error: unknown,
  name?: Name,
): error is QQMusicErrors[Name] {
  if (typeof error !== "object" || error === null || (error as { [marker]?: unknown })[marker] !== true) return false;
  return name === undefined || name === "QQMusicError" || (error as Error).name === name;
}

/**
 * Makes an error of a class of this package from one that the module rejected with. Anything else, such as the
 * reason of an abort or what a caller's own getter threw, is given back as it is.
 */
export function fromModule(error: unknown): unknown {
  if (!isPlainError(error) || !Object.hasOwn(error, "maybeSent")) return error;
  const Class = classOf(error.name);
  return Class ? new Class(error.message, error as QQMusicErrorFields) : error;
}

/** Whether something is an Error of no class below Error: the one of now, or the one from before a page replaced it. */
function isPlainError(error: unknown): error is Error {
  if (Object.prototype.toString.call(error) !== "[object Error]") return false;
  if (Object.getPrototypeOf(error) === Error.prototype) return true;
  let links = 0;
  for (let link: unknown = error; link !== null; link = Object.getPrototypeOf(link)) links++;
  return links === 3; // itself, Error.prototype, Object.prototype
}
