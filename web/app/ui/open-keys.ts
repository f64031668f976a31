import { LazyPart } from "./lazy-part.ts";
import { openPart } from "./part-layer.tsx";

const keys = new LazyPart(() => import("./keys-dialog.tsx"));

/** Shows the keys that do something. */
export function openKeys(): void {
  openPart(keys, ({ KeysDialog }) => KeysDialog);
}
