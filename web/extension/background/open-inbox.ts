// The ways to the inbox from outside its pages.

/** What Firefox has in the place of Chromium's side panel. */
interface SidebarAction {
  toggle(): Promise<void>;
}

/** Shows the inbox in a tab: the one where it is already, or a new one. */
export async function openInbox(): Promise<void> {
  const url = chrome.runtime.getURL("inbox.html");
  const [tab] = await chrome.tabs.query({ url });
  if (tab?.id === undefined) {
    await chrome.tabs.create({ url });
    return;
  }
  await chrome.tabs.update(tab.id, { active: true });
  await chrome.windows.update(tab.windowId, { focused: true });
}

/** Lets the toolbar button open and close the inbox beside the page. */
export function openWithButton(): void {
  if (chrome.sidePanel) {
    void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
    return;
  }
  const { sidebarAction } = chrome as unknown as { sidebarAction: SidebarAction };
  // Firefox wants it done at once in the click, before anything is waited for.
  chrome.action.onClicked.addListener(() => void sidebarAction.toggle());
}
