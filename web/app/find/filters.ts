// What narrows a search besides its words.

import { searchedContents, type SearchedContent, type SearchQuery } from "../archive/search-query.ts";

/** The filters that are set. Days are as a date field has them, "2024-03-31"; "" for none. */
export interface Filters {
  readonly side: "me" | "them" | undefined;
  readonly contents: readonly SearchedContent[];
  /** The first day. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
  /** The only conversation that is searched. */
  readonly conversation: string | undefined;
}

/** No filter. */
export const noFilters: Filters = { side: undefined, contents: [], from: "", to: "", conversation: undefined };

/** A filter that is set and can be taken away. */
export type FilterName = "me" | "them" | SearchedContent | "days" | "conversation";

/** The filters that are set, the one that is easiest to be given up last. */
export function setFilters({ side, contents, from, to, conversation }: Filters): FilterName[] {
  return [
    ...(conversation === undefined ? [] : (["conversation"] as const)),
    ...(side ? [side] : []),
    ...searchedContents.filter((one) => contents.includes(one)),
    ...(from === "" && to === "" ? [] : (["days"] as const)),
  ];
}

/** Sets a filter that is not set, or takes it away; days and conversations can only be taken away. */
export function toggled(filters: Filters, name: FilterName): Filters {
  switch (name) {
    case "me":
    case "them":
      return { ...filters, side: filters.side === name ? undefined : name };
    case "days":
      return { ...filters, from: "", to: "" };
    case "conversation":
      return { ...filters, conversation: undefined };
    default: {
      const { contents } = filters;
      const others = contents.filter((one) => one !== name);
      return { ...filters, contents: others.length < contents.length ? others : [...contents, name] };
    }
  }
}

/** What is searched for with these words and filters. Days begin and end where the reader is. */
export function queryOf(text: string, { side, contents, from, to, conversation }: Filters): SearchQuery {
  return { text, side, contents, conversation, from: beginningOf(from, 0), to: beginningOf(to, 1) };
}

// The first second of a day, or of one some days later.
function beginningOf(day: string, later: number): number | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const time = new Date(0);
  time.setFullYear(year, month - 1, date + later);
  time.setHours(0, 0, 0, 0);
  const seconds = Math.floor(time.getTime() / 1000);
  return Number.isFinite(seconds) ? seconds : undefined;
}
