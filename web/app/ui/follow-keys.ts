import { singleKeys } from "./preferences.ts";
import { runShortcut } from "./shortcuts.ts";

const fields = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";

/** Whether the keys are those of a Mac. */
export function isMac(): boolean {
  return /Mac|iP(hone|ad)/.test(navigator.platform);
}

/** Lets the keys of the table act, wherever the focus is, but not behind a dialog or a menu. Gives what ends that. */
export function followKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { target } = event;
    const isElsewhere = document.querySelector("dialog[open], [role=menu]") !== null;
    if (event.defaultPrevented || isElsewhere || !(target instanceof Element)) return;
    const surroundings = {
      writing: target.closest(fields) !== null,
      mac: isMac(),
      singleKeys: singleKeys.peek() === "on",
    };
    if (runShortcut(event, surroundings)) event.preventDefault();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}
