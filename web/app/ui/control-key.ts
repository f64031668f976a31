/** What the key is called that is pressed together with others: ⌘ on Apple's keyboards. */
export function controlKey(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
}
