// How numbers are written.

import { verdictOf, type Row, type RowSubject } from "./row.js";

/** A number with three digits that say something, and separators between thousands. */
export function digits(value: number): string {
  if (value === 0 || Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return value.toLocaleString("en", { maximumSignificantDigits: 3, minimumSignificantDigits: 3 });
}

/** A measurement with its unit. */
export function quantity(value: number, unit: RowSubject["unit"] | "frames"): string {
  return unit === "allocations" ? digits(value) : `${digits(value)} ${unit}`;
}

const compared = (row: RowSubject, value: number): string =>
  row.compare === "onTop" ? digits(value) : value.toFixed(value < 10 ? 2 : 1);

/** What the comparison came to: "1.39 times", "18.0 times as fast", "52.0 µs on top". */
export function resultText(row: Row): string {
  const value = compared(row, row.result.median);
  if (row.compare === "onTop") return `${value} ${row.unit} on top`;
  return `${value} times${row.compare === "timesFaster" ? " as fast" : ""}`;
}

/** Between which values the middle half of the pairs lies. */
export function spreadText(row: Row): string {
  if (row.pairs === 1) return "";
  return `${compared(row, row.result.lower)} to ${compared(row, row.result.upper)}`;
}

/** What is to be reached. */
export function targetText(row: RowSubject): string {
  if (row.target === undefined) return "";
  return `${row.compare === "timesFaster" ? "≥" : "≤"} ${compared(row, row.target)}`;
}

/** Whether it is reached. */
export const verdictText = (row: Row): string => verdictOf(row).replace("-", "");
