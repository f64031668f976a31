import type { Host } from "../../app/host.ts";
import { memoryStore } from "../../app/account/memory-place.ts";
import { parseAddress } from "../../common/web-address.ts";
import { gatewayOrigin } from "../places.ts";
import { onDisk, untilClosed } from "./stores.ts";

/** The extension as a place for the inbox: the gateway is the real one, and may be asked as if it were the page's own. */
export function extensionHost(): Host {
  return {
    endpoint: gatewayOrigin,
    memory: memoryStore(),
    tab: untilClosed(),
    disk: onDisk(),
    module: async () => chrome.runtime.getURL("qqmusicpm.wasm"),
    samples: async () => [],
    absolute: (address) => parseAddress(address),
    owns: (address) => address.origin === gatewayOrigin,
  };
}
