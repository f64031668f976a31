import { cleanName } from "../model/clean.ts";
import { fileKinds } from "./file.ts";
import type { FileFormat } from "./job.ts";

interface SavePicker {
  showSaveFilePicker?: (options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }) => Promise<FileSystemFileHandle>;
}

/** How long a download may take to begin, in milliseconds. */
const downloadBegins = 60_000;

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

/** {@link SaveFile} in a browser: it asks for the place where it can, otherwise it is a download. */
export const saveFile: SaveFile = async (name, format, parts) => {
  const pick = (globalThis as SavePicker).showSaveFilePicker;
  if (!pick) {
    await download(name, format, parts);
    return true;
  }
  const { ending, type } = fileKinds[format];
  let handle: FileSystemFileHandle;
  try {
    handle = await pick({ suggestedName: name, types: [{ accept: { [type]: [ending] } }] });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return false;
    await download(name, format, parts); // not allowed to ask here
    return true;
  }
  const file = await handle.createWritable();
  try {
    for await (const part of parts) await file.write(part);
  } catch (error) {
    await file.abort();
    throw error;
  }
  await file.close();
  return true;
};

// Each part is a Blob of its own, which the browser keeps outside of the page's memory.
async function download(name: string, format: FileFormat, parts: AsyncIterable<string>): Promise<void> {
  const pieces: Blob[] = [];
  for await (const part of parts) pieces.push(new Blob([part]));
  const address = URL.createObjectURL(new Blob(pieces, { type: fileKinds[format].type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), downloadBegins);
}
