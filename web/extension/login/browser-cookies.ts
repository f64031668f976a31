// The cookies of y.qq.com, which the extension may read only after the user said so.

import { gatewayOrigins } from "../gateway-access.ts";
import { cookieOrigins, siteAddress } from "../places.ts";
import { loginCookies, loginFrom, type LoginCookie } from "./cookie-login.ts";

const consent: chrome.permissions.Permissions = { permissions: ["cookies"], origins: cookieOrigins };
// What is there already is not asked for again.
const consentAndGateway = { ...consent, origins: [...cookieOrigins, ...gatewayOrigins] };

/**
 * Asks the user for leave to read the cookies, and to ask the gateway where that is withheld: one question of the browser. Only a click may: anything else is as good as a no.
 */
export async function askForCookies(): Promise<boolean> {
  try {
    return await chrome.permissions.request(consentAndGateway);
  } catch {
    return false;
  }
}

/** Whether the user gave leave to read the cookies. */
export function mayReadCookies(): Promise<boolean> {
  return chrome.permissions.contains(consent);
}

/** Gives the leave back. */
export async function giveCookiesBack(): Promise<void> {
  await chrome.permissions.remove(consent);
}

/** Reads the login of the browser's user at y.qq.com; undefined when nobody is logged in there. */
export async function readBrowserLogin() {
  // Each is asked for by itself: as a list the browser gives only those that are for https alone.
  const values = await Promise.all(
    loginCookies.map(async (name) => [name, (await chrome.cookies.get({ url: siteAddress, name }))?.value ?? ""]),
  );
  return loginFrom(Object.fromEntries(values) as Record<LoginCookie, string>);
}

/** Calls back when cookies of the login change. Without leave to read them nothing happens. */
export function onLoginCookies(changed: () => void): void {
  const names: readonly string[] = loginCookies;
  const listener = ({ cookie, cause }: chrome.cookies.CookieChangeInfo) => {
    // One that is overwritten is told of a second time.
    if (names.includes(cookie.name) && cause !== "overwrite") changed();
  };
  const listen = () => {
    if (chrome.cookies && !chrome.cookies.onChanged.hasListener(listener))
      chrome.cookies.onChanged.addListener(listener);
  };
  listen();
  chrome.permissions.onAdded.addListener(listen);
}
