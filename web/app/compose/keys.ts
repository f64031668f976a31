import type { SendKey } from "../model/send-key.ts";
import { isForInputMethod } from "../ui/input-method.ts";

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

/**
 * Whether a key press sends: Enter alone, or only together with Ctrl or ⌘ where that was chosen, and never the one that
 * ends a composition.
 */
export function sends(press: KeyPress, sendKey: SendKey): boolean {
  if (press.key !== "Enter" || press.shiftKey || press.altKey) return false;
  if (sendKey === "modified" && !press.ctrlKey && !press.metaKey) return false;
  return !isForInputMethod(press);
}

/** Whether a key press takes the first of what was found: Enter, whatever is held with it. */
export function takesFirst(press: KeyPress): boolean {
  return press.key === "Enter" && !isForInputMethod(press);
}

/** Whether a key press in an empty field asks for what was written before: the arrow up alone. */
export function goesBack(press: KeyPress): boolean {
  if (press.key !== "ArrowUp" || press.shiftKey || press.altKey || press.ctrlKey || press.metaKey) return false;
  return !isForInputMethod(press);
}
