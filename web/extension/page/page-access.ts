import { signal } from "@preact/signals";
import type { GatewayAccess } from "../../app/host.ts";
import { askForGateway, mayAskGateway, onPermissions } from "../gateway-access.ts";

/** The permission to ask the gateway, as a page of the extension follows it. */
export function pageAccess(): GatewayAccess {
  const withheld = signal(false);
  const learn = (granted: boolean) => {
    withheld.value = !granted;
    return granted;
  };
  const isGranted = async () => learn(await mayAskGateway());
  onPermissions(() => void isGranted());
  return {
    withheld,
    isGranted,
    // What was asked for is there, or what was there stays.
    ask: async () => ((await askForGateway()) ? learn(true) : isGranted()),
  };
}
