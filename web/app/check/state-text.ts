import type { StepState } from "./evidence.ts";
import type { ReportWords } from "./report-words.ts";

/** Where a step is, in words; "" before it is asked. */
export function stateText(state: StepState, { asking, outcomes, skipped }: ReportWords): string {
  if (state === "waiting") return "";
  if (state === "asking") return asking;
  return typeof state === "string" ? outcomes[state] : skipped[state.skipped];
}
