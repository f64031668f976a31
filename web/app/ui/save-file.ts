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
 * Writes a file where the user wants it: it asks for the place where the browser can, otherwise it is a download. Gives
 * false when the user did not choose a place.
 */
export async function saveFile(name: string, kind: FileKind, parts: AsyncIterable<string>): Promise<boolean> {
  const pick = (globalThis as SavePicker).showSaveFilePicker;
  if (!pick) {
    await download(name, kind, parts);
    return true;
  }
  let handle: FileSystemFileHandle;
  try {
    handle = await pick({ suggestedName: name, types: [{ accept: { [kind.type]: [kind.ending] } }] });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return false;
    await download(name, kind, parts); // not allowed to ask here
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
}

// Each part is a Blob of its own, which the browser keeps outside of the page's memory.
async function download(name: string, { type }: FileKind, parts: AsyncIterable<string>): Promise<void> {
  const pieces: Blob[] = [];
  for await (const part of parts) pieces.push(new Blob([part]));
  const address = URL.createObjectURL(new Blob(pieces, { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), downloadBegins);
}
