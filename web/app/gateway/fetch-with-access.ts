import type { ClientOptions } from "../../sdk/src/index.ts";
import type { GatewayAccess } from "../host.ts";

/**
 * Sends requests while the permission to is there: it may be taken back between two attempts of a call. Without an `access` nothing
 * is needed, and undefined stands for the usual `fetch`.
 */
export function fetchWithAccess(access: Pick<GatewayAccess, "isGranted"> | undefined): ClientOptions["fetch"] {
  return (
    access &&
    (async (address, init) => {
      if (!(await access.isGranted())) throw new TypeError("the browser withholds the access");
      return fetch(address, init);
    })
  );
}
