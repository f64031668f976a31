import { useEffect, useRef } from "preact/hooks";
import { CopyDetails } from "../ui/copy-details.tsx";
import { text } from "../words/words.ts";
import type { Thread } from "./thread.ts";

/** A place where messages are missing. They are loaded when it comes into view. */
export function GapView({ thread, before }: { thread: Thread; before: string }) {
  const { gap, loadingGap, again, problems } = text.value;
  const place = useRef<HTMLDivElement>(null);
  const loading = thread.shown.gaps.value.get(before);
  useEffect(() => {
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && !thread.shown.gaps.peek().has(before)) void thread.shown.loadGap(before);
    });
    watcher.observe(place.current!);
    return () => watcher.disconnect();
  }, [before]);
  return (
    <div ref={place} class="gap divider" role={loading?.state === "failed" ? "alert" : undefined}>
      <span>{loading?.state === "failed" ? problems[loading.problem.kind] : loading ? loadingGap : gap}</span>
      {loading?.state === "failed" && (
        <button type="button" class="button small" onClick={() => void thread.shown.loadGap(before)}>
          {again}
        </button>
      )}
      {loading?.state === "failed" && <CopyDetails problem={loading.problem} />}
    </div>
  );
}
