import { onToolbarClick } from "./on-toolbar-click.ts";
import { runBackground } from "./run.ts";
import { startAgainWithCookies } from "./start-again.ts";

declare const browser: { sidebarAction?: { toggle(): Promise<void> } };

// The toolbar button opens and closes the inbox beside the page. On a phone there is no such place.
const { sidebarAction } = browser;
onToolbarClick(sidebarAction && (() => sidebarAction.toggle()));
runBackground();
startAgainWithCookies();
