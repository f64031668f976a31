// Lets a test speak from here, through the page's own events.
addEventListener("try", async (event) => {
  const { id, message } = JSON.parse(event.detail);
  let outcome;
  try {
    outcome = `answered ${JSON.stringify(await chrome.runtime.sendMessage(id, message))}`;
  } catch (error) {
    outcome = String(error);
  }
  document.documentElement.dataset.outcome = outcome;
});
