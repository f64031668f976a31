import type { Problem } from "../model/problem.ts";
import { text } from "../words/words.ts";
import { CopyButton } from "./copy-button.tsx";
import { textToCopy } from "./problem-text.ts";

/** The button that copies the facts of a problem, where there is no room to show them. */
export function CopyDetails({ problem }: { problem: Problem }) {
  return <CopyButton label={text.value.copyDetail} what={textToCopy(problem)} />;
}
