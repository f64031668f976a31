// The cookies of y.qq.com, which the extension may read only after the user said so.

import type { Login } from "../../app/model/login.ts";
import { withinTime } from "../../common/within-time.ts";
import { gatewayOrigins } from "../gateway-access.ts";
import { cookieOrigins, siteAddress } from "../places.ts";
import { loginCookies, loginsFrom } from "./cookie-login.ts";
import { patience } from "./cookie-store.ts";

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

/** Gives the leave back, where the browser takes it. */
export async function giveCookiesBack(): Promise<void> {
  await chrome.permissions.remove(consent).catch(() => false);
}

/**
 * Reads the logins that the browser has at y.qq.com, as {@link loginsFrom} orders them, in one of its stores of cookies or with ""
 * in its own choice of them. Rejects when the browser does not give the cookies, also when it says nothing for some seconds.
 */
export async function readBrowserLogins(store: string): Promise<Login[]> {
  const cookies = await withinTime(patience, readCookies(store));
  return loginsFrom(cookies.filter(isOfSiteItself));
}

const ownSite = "qq.com";

// A site may keep cookies apart for itself, as it does for sites that show it in a frame: there somebody else may be logged in.
function isOfSiteItself({ partitionKey }: chrome.cookies.Cookie): boolean {
  if (!partitionKey) return true;
  const { topLevelSite = "", hasCrossSiteAncestor = false } = partitionKey;
  return topLevelSite === `https://${ownSite}` && !hasCrossSiteAncestor;
}

/** What the browser is asked for. Only Firefox has the domain of first-party isolation. */
type Asked = chrome.cookies.GetAllDetails & { firstPartyDomain?: string };

async function readCookies(store: string): Promise<chrome.cookies.Cookie[]> {
  const asked: Asked = { url: siteAddress, ...(store !== "" && { storeId: store }) };
  const withPartitions: Asked = { ...asked, partitionKey: {} };
  try {
    return await readNamed(withPartitions);
  } catch (error) {
    // Firefox wants a domain where it isolates first parties, and gives nothing without; Chromium before 119 does not know an empty
    // key of partitions. Neither knows what the other wants.
    for (const other of [{ ...withPartitions, firstPartyDomain: ownSite }, asked]) {
      try {
        return await readNamed(other);
      } catch {
        // What it said at first counts.
      }
    }
    throw error;
  }
}

// By their names: no other cookie of the site is read.
async function readNamed(asked: Asked): Promise<chrome.cookies.Cookie[]> {
  return (await Promise.all(loginCookies.map((name) => chrome.cookies.getAll({ ...asked, name })))).flat();
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
