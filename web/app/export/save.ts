import { cleanName } from "../model/clean.ts";
import { saveFile as saveAs } from "../ui/save-file.ts";
import { fileKinds } from "./file.ts";
import type { FileFormat } from "./job.ts";

/** The name of a file: what every system takes, whatever the other side is called. */
export function fileName(title: string, startedAt: number, format: FileFormat): string {
  const day = new Date(startedAt - new Date(startedAt).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  const safe = cleanName(title, 40)
    .replace(/[\p{Cs}\\/:*?"<>|~%#.]/gu, "_")
    .trim();
  return `${["QQ Music", safe, day].filter((part) => part !== "").join(" ")}${fileKinds[format].ending}`;
}

/** Writes a file where the user wants it. Gives false when the user did not choose a place. */
export type SaveFile = (name: string, format: FileFormat, parts: AsyncIterable<string>) => Promise<boolean>;

/** {@link SaveFile} in a browser. */
export const saveFile: SaveFile = (name, format, parts) => saveAs(name, fileKinds[format], parts);
