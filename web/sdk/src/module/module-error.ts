import { ModuleError } from "../errors.ts";

/** Says what failed and why. The reason may be anything that was thrown, of any realm. */
export function moduleError(what: string, cause: unknown): ModuleError {
  return new ModuleError(`${what}: ${textOf(cause)}`, { cause });
}

function textOf(reason: unknown): string {
  try {
    return String(reason).trim(); // WebKit ends some with a line break
  } catch {
    return Object.prototype.toString.call(reason); // has no text
  }
}
