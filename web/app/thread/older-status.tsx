import type { ComponentChildren } from "preact";
import { CopyDetails } from "../ui/copy-details.tsx";
import type { Problem } from "../model/problem.ts";
import { text } from "../words/words.ts";
import type { Thread } from "./thread.ts";

/** Says that older messages are on their way, why they did not come, or that there are some which nobody has read yet. */
export function OlderStatus({ thread }: { thread: Thread }) {
  const words = text.value;
  const older = thread.shown.older.value;
  const back = thread.readBack.state.value;
  const readBack = () => void thread.readBack.start();
  if (back.state === "reading") {
    return (
      <Status>
        <span>{words.readingBack(back.messages)}</span>
        <Button label={words.stopReading} run={() => thread.readBack.stop()} />
      </Status>
    );
  }
  if (back.state === "failed") return <Failed problem={back.problem} again={readBack} />;
  if (older.state === "failed") return <Failed problem={older.problem} again={() => void thread.shown.loadOlder()} />;
  if (back.state === "offered") {
    return (
      <Status>
        <span>{words.firstOfKept}</span>
        <Button label={words.readToBeginning} run={readBack} />
      </Status>
    );
  }
  if (older.state === "loading") {
    return (
      <Status>
        <span>{words.loadingOlder}</span>
      </Status>
    );
  }
  return null;
}

function Status({ alert = false, children }: { alert?: boolean; children: ComponentChildren }) {
  return (
    <div class="older-status" role={alert ? "alert" : undefined}>
      {children}
    </div>
  );
}

function Failed({ problem, again }: { problem: Problem; again: () => void }) {
  const words = text.value;
  return (
    <Status alert>
      <span>{words.problems[problem.kind]}</span>
      <Button label={words.again} run={again} />
      <CopyDetails problem={problem} />
    </Status>
  );
}

function Button({ label, run }: { label: string; run: () => void }) {
  return (
    <button type="button" class="button small" onClick={run}>
      {label}
    </button>
  );
}
