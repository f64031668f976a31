// Firefox keeps in mind only those listeners that are there as soon as the background runs. The one for cookies comes later
// when the leave to read them is given while it runs, and would wake nobody once the background was stopped.

import { askGateway } from "./ask-gateway.ts";
import { followLogin } from "./follow-login.ts";

const name = "startAgain";

/** Lets the background start once more after it was stopped, where it may read cookies only since it ran. */
export function startAgainWithCookies(): void {
  if (!chrome.cookies) {
    chrome.runtime.onSuspend.addListener(() => {
      // An alarm that goes off before the background has stopped would only keep it.
      if (chrome.cookies) void chrome.alarms.create(name, { when: Date.now() + 1_000 });
    });
  }
  chrome.alarms.onAlarm.addListener((alarm) => {
    // A cookie may have changed in between.
    if (alarm.name === name) void followLogin(askGateway);
  });
}
