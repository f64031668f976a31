import type { Problem } from "../model/problem.ts";
import type { PictureCounts } from "./zip-file.ts";

/** Why an export stopped. */
export type Stop = { by: "user" } | { by: "problem"; problem: Problem } | { by: "keeping" } | { by: "elsewhere" };

/** Where an export is. */
export type Phase =
  | { phase: "opening" }
  | { phase: "choosing" }
  /** There is an unfinished one of an earlier visit. */
  | { phase: "kept"; startedAt: number }
  | { phase: "running" }
  /** A rate limit holds: it goes on by itself at a time in Unix milliseconds. */
  | { phase: "waiting"; problem: Problem; until: number }
  | { phase: "stopped"; stop: Stop }
  | { phase: "collected" }
  /** With how far its pictures are, where it has some. */
  | { phase: "saving"; pictures: PictureCounts | undefined }
  /** It was handed out, but only the user can say whether it is as it should be: nothing of it is forgotten. */
  | { phase: "handedOut"; name: string; isDownload: boolean; pictures: PictureCounts | undefined }
  | { phase: "saved"; name: string };
