import type { SendKey } from "../model/send-key.ts";

/** What of a key press decides whether a message is sent. */
export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/** What browsers give as the code of a key that an input method takes. */
const takenByInputMethod = 229;

/**
 * Whether a key press sends: Enter alone, or only together with Ctrl or ⌘ where that was chosen, and never the one that
 * ends a composition. Safari ends it before the key press, which then only its code tells.
 */
export function sends(press: KeyPress, sendKey: SendKey): boolean {
  if (press.key !== "Enter" || press.shiftKey || press.altKey) return false;
  if (sendKey === "modified" && !press.ctrlKey && !press.metaKey) return false;
  return !press.isComposing && press.keyCode !== takenByInputMethod;
}

/** Whether a key press in an empty field asks for what was written before: the arrow up alone. */
export function goesBack(press: KeyPress): boolean {
  if (press.key !== "ArrowUp" || press.shiftKey || press.altKey || press.ctrlKey || press.metaKey) return false;
  return !press.isComposing && press.keyCode !== takenByInputMethod;
}
