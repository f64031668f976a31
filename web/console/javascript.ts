import type { Call } from "./calls.ts";
import type { Arguments } from "./field-state.ts";

/** The line of JavaScript that makes the same call. */
export function callLine(call: Call, { args, options }: Arguments): string {
  const list = args.map(literal);
  if (Object.keys(options).length > 0) list.push(literal(options));
  return `await client.${call.name}(${list.join(", ")})`;
}

/** Writes a value of JSON, or a bigint, as JavaScript. */
export function literal(value: unknown): string {
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? value.toString() : `${value}n`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, member]) => `${property(name)}: ${literal(member)}`);
    return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function property(name: string): string {
  if (name === "__proto__") return '["__proto__"]'; // without brackets it would set the prototype
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
