import { openTab } from "./open-inbox.ts";

/**
 * Shows the inbox when the toolbar button is pressed and the browser itself shows nothing: with `beside`, which is called at
 * once in the click and may reject; in a tab where there is no such place.
 */
export function onToolbarClick(beside?: () => Promise<void>): void {
  chrome.action.onClicked.addListener(() => {
    if (beside) beside().catch(openTab);
    else void openTab();
  });
}
