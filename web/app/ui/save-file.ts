interface SavePicker {
  showSaveFilePicker?: (options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }) => Promise<FileSystemFileHandle>;
}

/** The ending of a file's name, with its dot, and its type. */
export interface FileKind {
  ending: string;
  type: string;
}

/** How long a download may take to begin, in milliseconds. */
const downloadBegins = 60_000;

/**
 * What became of a file: it is where the user wants it; it was handed to the browser as a download, of which nobody tells
 * whether it is there; or the user chose no place.
 */
export type SaveOutcome = "written" | "downloading" | "noPlace";

/** A part of a file. */
export type FilePart = string | Uint8Array;

/**
 * Writes a file where the user wants it: it asks for the place where the browser can, otherwise it is a download. It asks
 * before it takes the first part.
 */
export async function saveFile(name: string, kind: FileKind, parts: AsyncIterable<FilePart>): Promise<SaveOutcome> {
  const pick = (globalThis as SavePicker).showSaveFilePicker;
  if (!pick) {
    await download(name, kind, parts);
    return "downloading";
  }
  let handle: FileSystemFileHandle;
  try {
    handle = await pick({ suggestedName: name, types: [{ accept: { [kind.type]: [kind.ending] } }] });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return "noPlace";
    await download(name, kind, parts); // not allowed to ask here
    return "downloading";
  }
  const file = await handle.createWritable();
  try {
    await writeParts(file, parts);
  } catch (error) {
    await file.abort();
    throw error;
  }
  await file.close();
  return "written";
}

// The next part is made while one is being written; no more than these two are in memory.
async function writeParts(file: FileSystemWritableFileStream, parts: AsyncIterable<FilePart>): Promise<void> {
  let writing = Promise.resolve();
  for await (const part of parts) {
    await writing;
    writing = file.write(part as string | Uint8Array<ArrayBuffer>);
    // It is heard of at the next part, or at the end.
    writing.catch(() => {});
  }
  await writing;
}

// Each part is a Blob of its own, which the browser keeps outside of the page's memory.
async function download(name: string, { type }: FileKind, parts: AsyncIterable<FilePart>): Promise<void> {
  const pieces: Blob[] = [];
  for await (const part of parts) pieces.push(new Blob([part as string | Uint8Array<ArrayBuffer>]));
  const address = URL.createObjectURL(new Blob(pieces, { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), downloadBegins);
}
