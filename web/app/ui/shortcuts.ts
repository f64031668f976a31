// The keys that do something wherever the focus is, in one table.

import { signal, type ReadonlySignal } from "@preact/signals";

/** Something that keys do. */
export interface Shortcut {
  /**
   * Each one that does it, as `KeyboardEvent.key` calls it, behind "Mod+" (Ctrl, on a Mac ⌘), "Ctrl+", "Alt+" and "Shift+" in
   * this order. One character alone does nothing while something is typed in, or when such keys are switched off.
   */
  readonly keys: readonly string[];
  /** What it does, in the language in use. */
  readonly label: () => string;
  /** Does it; false when there is nothing to do, and the key is somebody else's. Without it the key is only listed. */
  readonly run?: () => boolean | void;
}

/** What is known of a key press. */
export type KeyPress = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey" | "isComposing" | "keyCode"
>;

/** Where a key is pressed. */
export interface Surroundings {
  /** Whether something is typed in where the focus is. */
  writing: boolean;
  /** Whether the keys are those of a Mac. */
  mac: boolean;
  /** Whether one character alone may do something. */
  singleKeys: boolean;
}

const table = signal<readonly Shortcut[]>([]);

/** What is in the table, in the order in which it was put in. */
export const shortcuts: ReadonlySignal<readonly Shortcut[]> = table;

/** Puts shortcuts into the table; of those of one key the last one comes first. Gives what takes them out again. */
export function registerShortcut(...added: readonly Shortcut[]): () => void {
  table.value = [...table.peek(), ...added];
  return () => (table.value = table.peek().filter((one) => !added.includes(one)));
}

/** Does what a key press is for. Says whether it was for anything. */
export function runShortcut(press: KeyPress, surroundings: Surroundings): boolean {
  if (isTakenByInputMethod(press)) return false;
  const wanted = table
    .peek()
    .filter(({ keys }) => keys.some((key) => acts(key, surroundings) && isPress(key, press, surroundings)));
  return wanted.reverse().some(({ run }) => run !== undefined && run() !== false);
}

/** What browsers give as the code of a key that an input method takes. */
const takenByInputMethod = 229;

/** Whether a key press is one of an input method. Safari ends a composition before the press of its last key. */
export function isTakenByInputMethod({ isComposing, keyCode }: Pick<KeyPress, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === takenByInputMethod;
}

function acts(key: string, { writing, singleKeys }: Surroundings): boolean {
  return !isSingle(key) || (singleKeys && !writing);
}

const isSingle = (key: string) => [...key].length === 1;

function isPress(key: string, press: KeyPress, { mac }: Surroundings): boolean {
  const { name, modifiers } = partsOf(key);
  const wanted = new Set(modifiers.map((one) => (one === "Mod" ? (mac ? "Meta" : "Ctrl") : one)));
  const { ctrlKey, altKey, metaKey, shiftKey } = press;
  if (ctrlKey !== wanted.has("Ctrl") || altKey !== wanted.has("Alt") || metaKey !== wanted.has("Meta")) return false;
  // Which keys of a keyboard are characters only with Shift is the keyboard's own matter.
  if (!isSingle(key) && shiftKey !== wanted.has("Shift")) return false;
  return characterOf(press) === name.toLowerCase();
}

// A keyboard of another script has the letter where a Latin one has it.
function characterOf({ key, code }: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const isForeign = letter !== undefined && !/^[\x20-\x7e]$/.test(key) && [...key].length === 1;
  return (isForeign ? letter : key).toLowerCase();
}

function partsOf(key: string): { name: string; modifiers: string[] } {
  const parts = isSingle(key) ? [key] : key.split("+");
  return { name: parts.at(-1)!, modifiers: parts.slice(0, -1) };
}

const signs: Readonly<Record<string, string>> = { ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", Mod: "Ctrl" };
const signsOfMac: Readonly<Record<string, string>> = { Mod: "⌘", Alt: "⌥", Shift: "⇧", Ctrl: "⌃", Enter: "↩" };

/** What is printed on the keys that are pressed together. */
export function keySigns(key: string, mac: boolean): string[] {
  const { name, modifiers } = partsOf(key);
  const sign = (one: string) =>
    (mac ? signsOfMac[one] : undefined) ?? signs[one] ?? one.replace(/^[a-z]$/, (letter) => letter.toUpperCase());
  return [...modifiers, name].map(sign);
}
