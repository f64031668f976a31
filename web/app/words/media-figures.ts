// How long a video is and how large a file. Nobody promised that the gateway's numbers are such: what cannot be is left out.

import type { Int64 } from "../../sdk/src/index.ts";

const longest = 24 * 3600;
const largest = 1e12;

/** A duration in seconds as minutes and seconds; "" when it is none: not above 0, or longer than a day. */
export function durationLabel(duration: Int64): string {
  const seconds = Math.floor(Number(duration));
  if (!(seconds > 0 && seconds <= longest)) return "";
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A size in bytes; "" when it is none: not above 0, or larger than any file. */
export function sizeLabel(size: Int64): string {
  const bytes = Number(size);
  if (!(bytes > 0 && bytes <= largest)) return "";
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
