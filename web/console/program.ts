import type { Credential } from "./bridge.ts";
import type { Call } from "./calls.ts";
import type { Arguments } from "./field-state.ts";
import { callLine, literal } from "./javascript.ts";
import { keyPlaceholder } from "./traffic.ts";

/** Where the package asks when nobody says where. */
const usualEndpoint = "https://u.y.qq.com";

/** A whole program that makes the same call at an endpoint, with a placeholder where the musickey belongs. */
export function program(call: Call, given: Arguments, { musicid, loginType }: Credential, endpoint: string): string {
  const credential = { musicid, musickey: keyPlaceholder, ...(loginType && { loginType }) };
  const options = { credential, ...(endpoint !== usualEndpoint && { endpoint }) };
  return [
    `import { createClient } from "qqmusic-private-message";`,
    "",
    `const client = await createClient(${literal(options)});`,
    `console.log(${callLine(call, given)});`,
    "client.close();",
    "",
  ].join("\n");
}
