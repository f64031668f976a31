import { isQQMusicError, type QQMusicError } from "../../sdk/src/errors.ts";
import { detailOf, notAcceptedDetail, type Occasion } from "./problem-detail.ts";

/** What went wrong, as a person meets it. */
export type ProblemKind =
  | "expired"
  | "wrongKey"
  | "noLogin"
  | "limited"
  | "withheld"
  | "offline"
  | "blocked"
  | "unreachable"
  | "timeout"
  | "busy"
  | "refused"
  | "notAccepted"
  | "gateway"
  | "data"
  | "signature"
  | "argument"
  | "module"
  | "unknown";

/** Something that went wrong: what to say, what to offer, and what to hand on to whoever can help. */
export interface Problem {
  kind: ProblemKind;
  /** The gateway's code or the HTTP status. */
  code: string;
  /** What the gateway itself says, written by nobody one knows. */
  says: string;
  /** A page where the user clears it. */
  page: string;
  /** How long the gateway asks to wait, in milliseconds. */
  retryAfter?: number | undefined;
  /** Whether a message may have arrived all the same. */
  maybeSent: boolean;
  /** The facts of the error as text, without anything secret. */
  detail: string;
}

/** What an error is judged by besides itself. */
export interface Surroundings {
  online: boolean;
  /** Whether the gateway is at another origin than the inbox. */
  foreign: boolean;
  /** Whether the browser withholds the permission to ask it. Default false. */
  withheld?: boolean | undefined;
}

/** Says what an error means, and tells of the occasion what is known. */
export function problemOf(error: unknown, surroundings: Surroundings, occasion: Occasion = {}): Problem {
  const known = isQQMusicError(error) ? error : undefined;
  return {
    kind: kindOf(known, surroundings),
    code: String(known?.code ?? known?.status ?? ""),
    says: known ? messageIn(known.data) : "",
    page: known?.feedbackURL ?? "",
    retryAfter: known?.retryAfter,
    maybeSent: known?.maybeSent ?? false,
    detail: detailOf(error, occasion),
  };
}

function kindOf(error: QQMusicError | undefined, { online, foreign, withheld }: Surroundings): ProblemKind {
  switch (error?.name) {
    case "CredentialExpiredError":
      return "expired";
    case "CredentialInvalidError":
      return "noLogin";
    case "RateLimitedError":
      return "limited";
    case "NetworkError":
      if (withheld) return "withheld";
      return !online ? "offline" : foreign ? "blocked" : "unreachable";
    case "TimeoutError":
      return online ? "timeout" : "offline";
    case "HTTPError":
      return error.status === 429 ? "limited" : "busy";
    case "CGIError":
      return "refused";
    case "GatewayError":
      return "gateway";
    case "DataError":
      return "data";
    case "SignatureRequiredError":
      return "signature";
    case "InvalidArgumentError":
      return "argument";
    case "ModuleError":
      return "module";
    default:
      return "unknown";
  }
}

function messageIn(data: unknown): string {
  const message = typeof data === "object" && data !== null ? (data as Record<string, unknown>)["msg"] : undefined;
  return typeof message === "string" ? message : "";
}

/** A problem that is no error: the gateway answered, but did not take the message. */
export function notAccepted(says: string, reason: string, page: string, at = Date.now()): Problem {
  return {
    kind: "notAccepted",
    code: reason,
    says,
    page,
    maybeSent: false,
    detail: notAcceptedDetail(reason, at),
  };
}
