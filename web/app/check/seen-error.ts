import { isQQMusicError } from "../../sdk/src/errors.ts";
import type { EndReason, Outcome, SeenError } from "./evidence.ts";

/** An error, without what it says: that may quote anything. */
export function seenError(error: unknown): SeenError {
  if (!isQQMusicError(error)) return { name: "", code: undefined, namesPage: false };
  return { name: error.name, code: error.code ?? error.status, namesPage: error.feedbackURL !== undefined };
}

/** How a call went that failed so. */
export function outcomeOf(error: unknown): Outcome {
  if (isQQMusicError(error, "DataError")) return "unreadable";
  const isAnswer = isQQMusicError(error) && (error.code !== undefined || error.status !== undefined);
  return isAnswer ? "refused" : "silent";
}

/** Why asking on makes no sense after an error; undefined where it does. */
export function endOf(error: unknown): EndReason | undefined {
  if (!isQQMusicError(error)) return undefined;
  if (error.name === "RateLimitedError" || error.status === 429) return "limited";
  if (error.name === "CredentialExpiredError" || error.name === "CredentialInvalidError") return "login";
  return error.name === "ModuleError" || error.name === "ClosedError" ? "module" : undefined;
}
