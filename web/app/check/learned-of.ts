import type { Learned } from "../model/learned.ts";
import type { Evidence } from "./evidence.ts";
import { isNewer, pageOrderOf, withinPage } from "./order-seen.ts";
import { unitsSeen } from "./times-seen.ts";

/** The `order` that the check also asks with. */
export const otherOrder = 0;

/** What can be kept of what was seen. What the answers do not tell for certain is left out. */
export function learnedOf({ dialects: [inUse, other], outcomes, pages, conversations }: Evidence): Learned {
  const { messages, messagesBehind, otherOrder: inOtherOrder } = pages;
  const dialect = outcomes.dialect === "answered" ? inUse : outcomes.otherDialect === "answered" ? other : undefined;
  const order = messages && pageOrderOf(messages, messagesBehind);
  const isTurned = order === "fromBeginning" && inOtherOrder && isNewer(inOtherOrder, messages!);
  // What is kept is said of the pages that are asked for with the order that is kept.
  const turned = inOtherOrder && withinPage(inOtherOrder) === "oldestFirst" ? "oldestFirst" : "newestFirst";
  const pageOrder = isTurned ? turned : order;
  const units = unitsSeen(
    [...Object.values(pages).flat(), ...conversations.map(({ new_msg }) => new_msg)].flatMap(objectIn),
    "time",
  );
  const [first, ...others] = units;
  const unit = first && others.length === 0 ? first[0] : undefined;
  const timeUnit = unit === "zero" || unit === "negative" || unit === "huge" || unit === "noNumber" ? undefined : unit;
  return {
    ...(dialect && { dialect }),
    ...(pageOrder && { pageOrder }),
    ...(isTurned && { newestOrder: otherOrder }),
    ...(timeUnit && { timeUnit }),
  };
}

function objectIn(value: unknown) {
  return typeof value === "object" && value !== null ? [value as Record<string, unknown>] : [];
}
