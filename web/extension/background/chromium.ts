import { onToolbarClick } from "./on-toolbar-click.ts";
import { runBackground } from "./run.ts";

// The toolbar button opens and closes the inbox beside the page, and then no click is told of. Not every Chromium has a place
// beside the page.
chrome.sidePanel?.setPanelBehavior({ openPanelOnActionClick: true }).catch(() => {});
onToolbarClick();
runBackground();
