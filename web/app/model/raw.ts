// Reading what a gateway sent, of which nothing is certain.

/** An object as the gateway sent it. */
export type Raw = Readonly<Record<string, unknown>>;

/** The types of JSON. */
export const jsonTypes = ["null", "boolean", "number", "string", "array", "object"] as const;

/** One of them. */
export type JsonType = (typeof jsonTypes)[number];

/** The type of a value of JSON. */
export function jsonTypeOf(value: unknown): JsonType {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value as Exclude<JsonType, "null" | "array">;
}

/** The value as an object; one without members where it is none. */
export function objectOf(value: unknown): Raw {
  return jsonTypeOf(value) === "object" ? (value as Raw) : {};
}

/** The objects of a list; none where it is no list. */
export function objectsOf(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter((one) => jsonTypeOf(one) === "object").map(objectOf) : [];
}

/** The value as the text of an id: a text, or an integer in digits; "" where it is none. */
export function idOf(value: unknown): string {
  if (typeof value === "string") return value;
  return Number.isSafeInteger(value) ? String(value) : "";
}

/** The value as an integer; undefined where it is none. */
export function integerOf(value: unknown): bigint | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === "string" && /^-?\d{1,40}$/.test(value) ? BigInt(value) : undefined;
}

/** The number that means the most in an enumeration: whatever is larger is an id, a time or a size. */
const largest = 999_999;

/** A code, a type or a state, in digits; "…" for what can be none of them, whatever it is. */
export function enumerated(value: unknown): string {
  const number = integerOf(value);
  return number !== undefined && number >= -largest && number <= largest ? String(number) : "…";
}
