/** A new key for a message. The gateway gives it back with the message, and tells a copy by it. */
export function newClientKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `web_${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
