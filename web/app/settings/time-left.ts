import type { Words } from "../words/zh.ts";

/** How long something takes, in words: nobody can tell to the second. */
export function timeLeftText(milliseconds: number, { keepMinutes, keepHours }: Words): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 60 ? keepMinutes(minutes) : keepHours(Math.floor(minutes / 60), minutes % 60);
}
