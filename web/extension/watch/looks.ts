// The alarm that lets the background look. The browser keeps it while the background is not there. Where a browser has no
// alarms the open pages look, and nobody else.

import { readSettings } from "../settings.ts";

const name = "look";

/** Sets the alarm as the settings want it. One that is right goes on; the browser keeps it by the time of day, which may have been set back since. */
export async function setLooks(): Promise<void> {
  if (!chrome.alarms) return;
  const { minutes } = await readSettings();
  const now = await chrome.alarms.get(name);
  if (minutes === 0) await chrome.alarms.clear(name);
  else if (now?.periodInMinutes !== minutes || now.scheduledTime > Date.now() + minutes * 60_000)
    await chrome.alarms.create(name, { periodInMinutes: minutes });
}

/** Calls back each time it is time to look. */
export function onLook(due: () => void): void {
  chrome.alarms?.onAlarm.addListener((alarm) => {
    if (alarm.name === name) due();
  });
}
