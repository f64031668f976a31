// The machine-checked examples of the protocol, read so that no digit is lost.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fromRoot } from "./harness.js";

/** A call and the request it must make. */
export interface RequestVector {
  call: string;
  args: unknown[];
  options: Record<string, unknown>;
  module: string;
  method: string;
  /** As {@link exact} reads it. */
  param: unknown;
}

/** The wire data of an answer and the public value it must become. */
export interface ResponseVector {
  call: string;
  args: unknown[];
  /** JSON text. */
  data: string;
  /** As {@link exact} reads it. */
  expect: unknown;
}

/** An answer and the error it must become. */
export interface ErrorVector {
  case: string;
  call: string;
  args: unknown[];
  options: Record<string, unknown>;
  status: number;
  body: string;
  expect: Record<string, unknown>;
}

/** A login, a device and a session, and the comm they must make; in dialect 20.9 also that of GetSession. */
export interface CommVector {
  dialect: "20.9" | "14.9";
  credential: Record<string, unknown>;
  device: Record<string, unknown>;
  session: { uid: string; sid: string } | null;
  userAgent: string;
  comm: Record<string, unknown>;
  sessionComm?: Record<string, unknown>;
}

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const read = (name: string) => readFileSync(fromRoot(`core/testdata/vectors/${name}.json`), "utf8");

/** The examples of requests. */
export const requestVectors = together<RequestVector>("requests", ["param"]);

/** The examples of answers. */
export const responseVectors = together<ResponseVector>("responses", ["expect"]);

/** The examples of errors. */
export const errorVectors = JSON.parse(read("errors")) as ErrorVector[];

/** The examples of comm, in both dialects. */
export const commVectors: CommVector[] = [
  ...(JSON.parse(read("comm")) as CommVector[]).map((vector) => ({ ...vector, dialect: "14.9" as const })),
  ...(JSON.parse(read("comm-20.9")) as CommVector[]),
];

/** Answers with values that cannot be read, and what is left of them. */
export interface ProblemVector {
  call: string;
  args: unknown[];
  /** JSON text. */
  data: string;
  /** What is at some places of the public value; "absent" for nothing. */
  public?: Record<string, unknown>;
  /** The paths of the problems. */
  problems?: string[];
  /** The path of the one that is fatal. */
  fatal?: string;
}

/** The examples of problems. */
export const problemVectors = JSON.parse(read("problems")) as ProblemVector[];

/** The examples of signatures. */
export const signVectors = JSON.parse(read("sign")) as { text: string; sign: string }[];

/** Reads the named members exactly, and the others as JSON.parse does. */
function together<T>(name: string, exactly: (keyof T & string)[]): T[] {
  const plain = JSON.parse(read(name)) as T[];
  const precise = exact(read(name)) as { [key: string]: unknown }[];
  return plain.map((vector, i) => ({
    ...vector,
    ...Object.fromEntries(exactly.map((member) => [member, precise[i]![`text ${member}`]])),
  }));
}

/**
 * Reads JSON into values that can be compared exactly: each number becomes the
 * text "number 1", each string and name "text a". Fractions are compared as doubles.
 */
export function exact(json: string): unknown {
  return JSON.parse(
    json.replace(tokens, (token) => {
      if (token.startsWith('"')) return `"text ${token.slice(1)}`;
      return `"number ${/^-?\d+$/.test(token) ? token : Number(token)}"`;
    }),
  );
}

const key = [89, 39, 179, 150, 218, 82, 58, 252, 177, 52, 186, 123, 120, 64, 242, 133, 143, 161, 121, 179];

/** The sign of a request body, written down once more from the protocol. */
export function sign(text: string): string {
  const hash = createHash("sha1").update(text, "utf8").digest();
  const hex = hash.toString("hex").toUpperCase();
  const pick = (places: number[]) => places.map((place) => hex[place] ?? "").join("");
  const middle = Buffer.from(hash.map((byte, i) => byte ^ key[i]!)).toString("base64");
  const parts = pick([23, 14, 6, 36, 16, 7, 19]) + middle.replace(/[\\/+=]/g, "") + pick([16, 1, 32, 12, 19, 27, 8, 5]);
  return `zzc${parts}`.toLowerCase();
}

/** A value in the name of a test. */
export const short = (value: unknown) => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
