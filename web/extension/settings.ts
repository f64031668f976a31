// What the user chose about the background.

import { oneAtATime } from "../common/one-at-a-time.ts";

const name = "settings";

/** Minutes between two looks for new messages; 0 for none at all. */
export const intervals = [1, 2, 5, 15, 60, 0] as const;

/** The settings of the background. */
export interface Settings {
  minutes: (typeof intervals)[number];
  /** Whether new messages are announced. */
  notify: boolean;
  /** Whether an announcement shows what was written, besides who wrote. */
  content: boolean;
}

const first: Settings = { minutes: 1, notify: true, content: false };

/** Reads settings from whatever was kept: what is missing or wrong is as at first. */
export function settingsFrom(value: unknown): Settings {
  const kept = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return {
    minutes: intervals.find((minutes) => minutes === kept["minutes"]) ?? first.minutes,
    notify: typeof kept["notify"] === "boolean" ? kept["notify"] : first.notify,
    content: typeof kept["content"] === "boolean" ? kept["content"] : first.content,
  };
}

/** The settings in force. */
export async function readSettings(): Promise<Settings> {
  return settingsFrom((await chrome.storage.local.get(name))[name]);
}

/** Changes settings. */
export function changeSettings(changed: Partial<Settings>): Promise<void> {
  return oneAtATime(name, async () => {
    await chrome.storage.local.set({ [name]: { ...(await readSettings()), ...changed } });
  });
}

/** Calls back with the settings, and with those before, when they change, in whichever part of the extension. */
export function onSettings(changed: (now: Settings, before: Settings) => void): void {
  chrome.storage.onChanged.addListener((changes, area) => {
    const change = area === "local" ? changes[name] : undefined;
    if (change) changed(settingsFrom(change.newValue), settingsFrom(change.oldValue));
  });
}
