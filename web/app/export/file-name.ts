import { cleanName } from "../model/clean.ts";

/** How many bytes of a name are of whom the file is: most systems take 255 in all. */
const longest = 200;

/** The name of a file: what every system takes, whatever the other side is called. */
export function fileName(title: string, startedAt: number, ending: string): string {
  const day = new Date(startedAt - new Date(startedAt).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const safe = cleanName(title, 40)
    .replace(/[\p{Cs}\\/:*?"<>|~%#.]/gu, "_")
    .trim();
  const { read } = new TextEncoder().encodeInto(safe, new Uint8Array(longest));
  return `${["QQ Music", safe.slice(0, read).trimEnd(), day].filter((part) => part !== "").join(" ")}${ending}`;
}
