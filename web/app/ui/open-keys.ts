import { openPart } from "./part-layer.tsx";

/** Shows the keys that do something. */
export function openKeys(): void {
  void openPart(async () => (await import("./keys-dialog.tsx")).KeysDialog);
}
