import { runBackground } from "./run.ts";

// The toolbar button opens and closes the inbox beside the page.
void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
runBackground();
