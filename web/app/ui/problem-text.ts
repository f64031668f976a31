import { version } from "../../sdk/src/version.ts";
import type { Problem } from "../model/problem.ts";

/** What is copied of a problem: its facts, the version of this program, and the browser. */
export function textToCopy({ detail }: Problem): string {
  return [detail, `qqmusicpm ${version}`, navigator.userAgent].join("\n");
}
