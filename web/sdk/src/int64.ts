import type { Int64 } from "./models.gen.ts";

/** Gives an {@link Int64} as a bigint, exactly. A string that is no integer is a SyntaxError, a fraction a RangeError, as with `BigInt()`. */
export function toBigInt(x: Int64): bigint {
  return BigInt(x);
}

/** Compares two {@link Int64} exactly, for `sort`: negative when a is the smaller, 0 when they are the same integer, positive otherwise. */
export function compareInt64(a: Int64, b: Int64): number {
  const [x, y] = typeof a === "number" && typeof b === "number" ? [a, b] : [BigInt(a), BigInt(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
