import { cleanName } from "../model/clean.ts";

/** The name of a file: what every system takes, whatever the other side is called. */
export function fileName(title: string, startedAt: number, ending: string): string {
  const day = new Date(startedAt - new Date(startedAt).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const safe = cleanName(title, 40)
    .replace(/[\p{Cs}\\/:*?"<>|~%#.]/gu, "_")
    .trim();
  return `${["QQ Music", safe, day].filter((part) => part !== "").join(" ")}${ending}`;
}
