/**
 * Keeps a file that is dropped on the page from taking its place, and tells that it went nowhere. A field for files takes
 * what is dropped on it. Gives what ends that.
 */
export function refuseFiles(
  page: Pick<Window, "addEventListener" | "removeEventListener">,
  tell: () => void,
): () => void {
  const over = (event: DragEvent) => {
    if (isRefused(event)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    if (!isRefused(event)) return;
    event.preventDefault();
    tell();
  };
  page.addEventListener("dragover", over);
  page.addEventListener("drop", drop);
  return () => {
    page.removeEventListener("dragover", over);
    page.removeEventListener("drop", drop);
  };
}

// Text that is dragged is no file, and goes where it is dropped.
function isRefused({ dataTransfer, target }: DragEvent): boolean {
  if (!dataTransfer?.types.includes("Files")) return false;
  return !(target as Partial<Element> | null)?.matches?.("input[type=file]");
}
