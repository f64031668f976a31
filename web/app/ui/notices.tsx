import { signal } from "@preact/signals";
import type { Problem } from "../model/problem.ts";
import { text } from "../words/words.ts";
import { Icon } from "./icon.tsx";
import { OverEverything } from "./over-everything.tsx";
import { ProblemFacts } from "./problem-view.tsx";

/** Something that was done, or that failed. */
type Notice = { said: string } | { problem: Problem };

const notice = signal<Notice | undefined>(undefined);
const warnings = signal<readonly string[]>([]);
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

/** Says what the user has to know whatever else is said, another warning too; it stays until it was read. "" takes all of them back. */
export function warn(said: string): void {
  warnings.value = said === "" ? [] : [...warnings.value.filter((one) => one !== said), said];
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
        {warnings.value.map((said) => (
          <div class="notice bad" key={said}>
            <p>{said}</p>
            <Dismiss dismiss={() => (warnings.value = warnings.value.filter((one) => one !== said))} />
          </div>
        ))}
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
