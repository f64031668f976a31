import { signal } from "@preact/signals";
import type { Problem } from "../model/problem.ts";
import { text } from "../words/words.ts";
import { Icon } from "./icon.tsx";
import { OverEverything } from "./over-everything.tsx";
import { ProblemFacts } from "./problem-view.tsx";

/** Something that was done, or that failed. */
type Notice = { said: string } | { problem: Problem };

const notice = signal<Notice | undefined>(undefined);
const warning = signal("");
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says that something was done; it goes by itself. */
export function say(said: string): void {
  notice.value = { said };
  clearTimeout(timer);
  timer = setTimeout(() => (notice.value = undefined), 4000);
}

/** Says that something failed; it stays until it was read. */
export function complain(problem: Problem): void {
  clearTimeout(timer);
  notice.value = { problem };
}

/** Says what the user has to know whatever else is said; it stays until it was read. */
export function warn(said: string): void {
  warning.value = said;
}

/** Says how something ended. */
export function sayOutcome(problem: Problem | undefined, done: string): void {
  if (problem) complain(problem);
  else say(done);
}

/** The place of the notice. */
export function NoticeLayer() {
  const now = notice.value;
  return (
    <OverEverything>
      <div role="alert">
        {warning.value !== "" && (
          <div class="notice bad">
            <p>{warning.value}</p>
            <Dismiss dismiss={() => (warning.value = "")} />
          </div>
        )}
      </div>
      <div role="status">{now && "said" in now && <p class="notice">{now.said}</p>}</div>
      <div role="alert">
        {now && "problem" in now && (
          <div class="notice bad">
            <ProblemFacts problem={now.problem} />
            <Dismiss dismiss={() => (notice.value = undefined)} />
          </div>
        )}
      </div>
    </OverEverything>
  );
}

function Dismiss({ dismiss }: { dismiss: () => void }) {
  return (
    <button type="button" class="round" aria-label={text.value.dismiss} onClick={dismiss}>
      <Icon name="close" />
    </button>
  );
}
