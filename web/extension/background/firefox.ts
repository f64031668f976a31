import { runBackground } from "./run.ts";
import { startAgainWithCookies } from "./start-again.ts";

declare const browser: { sidebarAction: { toggle(): Promise<void> } };

// The toolbar button opens and closes the inbox beside the page: at once in the click, or Firefox refuses.
chrome.action.onClicked.addListener(() => void browser.sidebarAction.toggle());
runBackground();
startAgainWithCookies();
