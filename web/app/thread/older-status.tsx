import { CopyDetails } from "../ui/copy-details.tsx";
import { text } from "../words/words.ts";
import type { Thread } from "./thread.ts";

/** Says that older messages are on their way, or why they did not come. */
export function OlderStatus({ thread }: { thread: Thread }) {
  const { loadingOlder, again, problems } = text.value;
  const older = thread.older.value;
  if (older.state === "idle") return null;
  return (
    <div class="older-status" role={older.state === "failed" ? "alert" : undefined}>
      {older.state === "loading" ? (
        <span>{loadingOlder}</span>
      ) : (
        <>
          <span>{problems[older.problem.kind]}</span>
          <button type="button" class="button small" onClick={() => void thread.loadOlder()}>
            {again}
          </button>
          <CopyDetails problem={older.problem} />
        </>
      )}
    </div>
  );
}
