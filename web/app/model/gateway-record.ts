// How what was learned of a gateway is called where it is kept. It is no account's.

// What the names of all records of gateways begin with.
const gatewayPrefix = "qqmusicpm.gateway.";

/** The name of the record of the gateway at an endpoint, which is an origin, or "" for the one that served the inbox. */
export const gatewayName = (endpoint: string) =>
  gatewayPrefix + encodeURIComponent(endpoint.trim().replace(/\/+$/, ""));
