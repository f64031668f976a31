import type { PageOrder } from "../model/learned.ts";
import { integerOf, type Raw } from "../model/raw.ts";

/** How the messages of a page follow each other. `equal`: times and numbers are all the same. */
export type WithinPage = "newestFirst" | "oldestFirst" | "equal" | "mixed" | "tooFew";

/** What the page behind a page holds. */
export type BehindPage = "older" | "newer" | "overlapping" | "unknown";

/** What messages are compared by. */
export type OrderField = "time" | "sequence";

const fields: readonly OrderField[] = ["time", "sequence"];

/** How the messages of a page follow each other, by their times, or where these are the same by their sequences. */
export function withinPage(messages: readonly Raw[]): WithinPage {
  if (messages.length < 2) return "tooFew";
  for (const field of fields) {
    const values = numbersOf(messages, field);
    if (!values) continue;
    const steps = values
      .slice(1)
      .map((value, index) => Number(value > values[index]!) - Number(value < values[index]!));
    const rises = steps.includes(1);
    const falls = steps.includes(-1);
    if (rises && falls) return "mixed";
    if (rises || falls) return rises ? "oldestFirst" : "newestFirst";
  }
  return "equal";
}

/** What the page behind a page holds, as against that page. */
export function behindPage(first: readonly Raw[], behind: readonly Raw[]): BehindPage {
  for (const field of fields) {
    const [here, there] = [rangeOf(first, field), rangeOf(behind, field)];
    if (!here || !there) continue;
    if (here.least === here.most && there.least === there.most && here.most === there.most) continue;
    if (there.most <= here.least) return "older";
    return there.least >= here.most ? "newer" : "overlapping";
  }
  return "unknown";
}

/** Whether one page reaches to newer messages than another one; undefined where that cannot be told. */
export function isNewer(one: readonly Raw[], other: readonly Raw[]): boolean | undefined {
  const [here, there] = [rangeOf(one, "time"), rangeOf(other, "time")];
  return here && there && here.most > there.most;
}

/** How messages come; undefined where these pages do not tell. `behind` is undefined where there was no further page. */
export function pageOrderOf(first: readonly Raw[], behind: readonly Raw[] | undefined): PageOrder | undefined {
  const within = withinPage(first);
  const next = behind && behind.length > 0 ? behindPage(first, behind) : "older";
  if (within === "newestFirst" && next === "older") return "newestFirst";
  if (within !== "oldestFirst") return undefined;
  if (next === "newer") return "fromBeginning";
  // Asked before the last of such a page, which is its newest, the page comes once more but for that one.
  return next === "older" || next === "overlapping" ? "oldestFirst" : undefined;
}

/** Whether all sequences of messages are 0. */
export function hasNoSequences(messages: readonly Raw[]): boolean {
  return messages.length > 0 && messages.every(({ sequence }) => integerOf(sequence) === 0n);
}

function numbersOf(messages: readonly Raw[], field: OrderField): bigint[] | undefined {
  const values = messages.map((message) => integerOf(message[field]));
  return values.includes(undefined) ? undefined : (values as bigint[]);
}

function rangeOf(messages: readonly Raw[], field: OrderField): { least: bigint; most: bigint } | undefined {
  const values = numbersOf(messages, field);
  const [first] = values ?? [];
  if (!values || first === undefined) return undefined;
  return {
    least: values.reduce((least, value) => (value < least ? value : least), first),
    most: values.reduce((most, value) => (value > most ? value : most), first),
  };
}
