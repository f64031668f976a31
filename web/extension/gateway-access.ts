// The permission to ask the gateway. A browser may withhold it at the installation or later, and give it again. Without it a
// request would be one of a stranger: under another origin's rules, and without the extension's own for its headers.

import { gatewayOrigin } from "./places.ts";

/** What is asked for to ask the gateway. */
export const gatewayOrigins = [`${gatewayOrigin}/*`];

const gateway: chrome.permissions.Permissions = { origins: gatewayOrigins };

/** Whether the gateway may be asked. What cannot be found out is a no. */
export async function mayAskGateway(): Promise<boolean> {
  try {
    return await chrome.permissions.contains(gateway);
  } catch {
    return false;
  }
}

/** Asks the user for it. Only a click may: anything else is as good as a no. */
export async function askForGateway(): Promise<boolean> {
  try {
    return await chrome.permissions.request(gateway);
  } catch {
    return false;
  }
}

/** Calls back when permissions were given or taken back. */
export function onPermissions(changed: () => void): void {
  chrome.permissions.onAdded.addListener(changed);
  chrome.permissions.onRemoved.addListener(changed);
}
