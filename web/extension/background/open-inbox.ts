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
