import { onKeptAccounts } from "../account/kept-accounts.ts";
import { onLoginCookies } from "../login/browser-cookies.ts";
import { onPermissions } from "../gateway-access.ts";
import { onSettings } from "../settings.ts";
import { onAnnouncement, takeBackUnwanted } from "../watch/announce.ts";
import { onLook, setLooks } from "../watch/looks.ts";
import { askGateway } from "./ask-gateway.ts";
import { beginLife } from "./begin-life.ts";
import { followLogin, noticeForgotten } from "./follow-login.ts";
import { forgetGone } from "./forget-gone.ts";
import { look } from "./look.ts";
import { openInbox } from "./open-inbox.ts";
import { Settled } from "./settled.ts";

// New messages are looked for whatever becomes of the login at y.qq.com.
const begin = async () => {
  await followLogin(askGateway).catch(() => false);
  await look(askGateway);
};

// The cookies of a login come one by one.
const cookiesSettled = new Settled(300, () => {
  void followLogin(askGateway).then((found) => (found ? look(askGateway) : undefined));
});

/**
 * Runs the background: it follows the login, looks for new messages and shows how many there are. The browser starts it
 * when something happens and stops it at any time, so all listeners are in place before the first wait.
 */
export function runBackground(): void {
  onAnnouncement((what) => void openInbox(what));
  onLoginCookies(() => cookiesSettled.changed());
  onLook(() => void begin());
  onSettings((now, before) => {
    void setLooks();
    void takeBackUnwanted(now, before);
  });
  onKeptAccounts(() => void noticeForgotten().then(forgetGone));
  onPermissions(() => void begin());
  // Whoever listens is started for it. That an extension is switched on again is told of by nothing.
  chrome.runtime.onInstalled.addListener(() => {});
  chrome.runtime.onStartup.addListener(() => {});
  // An update ends every page and what is in memory: with somebody to tell, a browser keeps it for later.
  chrome.runtime.onUpdateAvailable.addListener(() => {});
  beginLife(begin);
}
