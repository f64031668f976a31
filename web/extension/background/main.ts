// The background: it follows the login, looks for new messages and shows how many there are. The browser starts it when
// something happens and stops it at any time; all listeners are in place before the first wait.

import { onKeptAccounts } from "../account/kept-accounts.ts";
import { onLoginCookies } from "../login/browser-cookies.ts";
import { onSettings } from "../settings.ts";
import { onAnnouncement } from "./announce.ts";
import { followLogin, noticeForgotten } from "./follow-login.ts";
import { look, noticeNobody } from "./look.ts";
import { onLook, setLooks } from "./looks.ts";
import { openInbox, openWithButton } from "./open-inbox.ts";
import { Settled } from "./settled.ts";

const begin = async () => {
  await followLogin();
  await look();
};

// The cookies of a login come one by one.
const cookiesSettled = new Settled(300, () => {
  void followLogin().then((found) => (found ? look() : undefined));
});

openWithButton();
onAnnouncement(() => void openInbox());
onLoginCookies(() => cookiesSettled.changed());
onLook(() => void begin());
onSettings(() => void setLooks());
onKeptAccounts(() => void noticeForgotten().then(noticeNobody));
chrome.runtime.onInstalled.addListener(() => void begin());
chrome.runtime.onStartup.addListener(() => void begin());
chrome.permissions.onRemoved.addListener(() => void followLogin());
void setLooks();
