const name = "begun";

/**
 * Does something once in each life of the extension: from when it is installed, updated or switched on, or the browser is
 * started, until it ends. The background itself is started far more often.
 */
export async function onceInALife(work: () => Promise<void>): Promise<void> {
  if ((await chrome.storage.session.get(name))[name] === true) return;
  await chrome.storage.session.set({ [name]: true });
  await work();
}
