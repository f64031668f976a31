// A content that came as a text: the JSON of the object that was expected.

import type { Int64, MetaData } from "../../sdk/src/index.ts";
import { emptyMeta } from "./kinds.ts";
import { jsonTypeOf, type Raw } from "./raw.ts";
import { wireModels } from "./wire-fields.gen.ts";

/**
 * Reads the content in a text; undefined where the text is not the JSON of an object. Values are read as those of any
 * answer (docs/protocol.md §5); one that cannot be read takes its default.
 */
export function readMetaData(text: string): MetaData | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (jsonTypeOf(value) !== "object") return undefined;
    return metaDataOf(value as Raw, JSON.parse(withNumbersAsTexts(text)) as Raw);
  } catch {
    return undefined;
  }
}

// An object, and the same with its numbers as they were written: a JavaScript number has not all digits of a 64-bit one.
function metaDataOf(values: Raw, written: Raw): MetaData {
  const read = Object.entries(wireModels["MetaData"]!).flatMap(([name, { kind, as = name }]) => {
    const value = kind === "integer" ? integerIn(values[name], written[name]) : textIn(values[name], written[name]);
    return value === undefined ? [] : [[as, value] as const];
  });
  return { ...emptyMeta, ...Object.fromEntries(read) };
}

const loneSurrogates = /\p{Surrogate}/gu;

function textIn(value: unknown, written: unknown): string | undefined {
  if (typeof value === "number") return written as string;
  return typeof value === "string" ? value.replace(loneSurrogates, "\ufffd") : undefined;
}

function integerIn(value: unknown, written: unknown): Int64 | undefined {
  if (typeof value === "number") return int64(plainDigits(written as string));
  if (typeof value === "boolean") return Number(value);
  return typeof value === "string" ? int64(value) : undefined;
}

function int64(digits: string): Int64 | undefined {
  if (!/^-?0*\d{1,19}$/.test(digits)) return undefined;
  const exact = BigInt(digits);
  if (BigInt.asIntN(64, exact) !== exact) return undefined;
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : String(exact);
}

// The digits of a JSON number in any notation; "" where it has a fraction, or more digits than any 64-bit one. Of 0 it may
// be either: the default is 0, too.
function plainDigits(number: string): string {
  const [, sign, whole, fraction = "", power = "0"] = /(-?)(\d+)(?:\.(\d+))?(?:[eE](.+))?/.exec(number)!;
  const all = whole! + fraction;
  const digits = all.replace(/0+$/, "");
  const zeros = Number(power) - fraction.length + all.length - digits.length;
  return zeros >= 0 && zeros < 20 ? sign! + digits + "0".repeat(zeros) : "";
}

function withNumbersAsTexts(json: string): string {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}
