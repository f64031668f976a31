import { useEffect, useRef } from "preact/hooks";
import { ProblemPanel } from "../ui/problem-view.tsx";
import { text } from "../words/words.ts";
import type { ConversationList } from "./conversation-list.ts";

/** What stands below the conversations. When it comes near, more of them are loaded. */
export function ListEnd({ list }: { list: ConversationList }) {
  const { allSessions, loadMoreSessions, loadingSessions, searching, again } = text.value;
  const end = useRef<HTMLDivElement>(null);
  const more = list.more.value;
  const hasMore = list.hasMore.value;
  const isSearched = list.query.value.trim() !== "";
  // A page may bring nothing that is not there already: after each it is looked again whether the end is near.
  useEffect(() => {
    if (!end.current || !hasMore || more.state !== "idle") return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && void list.loadMore(), {
      root: end.current.parentElement,
      rootMargin: "300px 0px",
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [list, hasMore, more]);
  // A search is over names that may not be loaded yet.
  useEffect(() => {
    if (isSearched && more.state === "idle") void list.loadMore();
  }, [list, isSearched, hasMore, more]);
  return (
    <div ref={end} class="list-end soft">
      {!hasMore && !isSearched && <p>{allSessions}</p>}
      {more.state === "loading" && <p>{isSearched ? searching : loadingSessions}</p>}
      {more.state === "idle" && hasMore && (
        <button type="button" class="button small" onClick={() => void list.loadMore()}>
          {loadMoreSessions}
        </button>
      )}
      {more.state === "failed" && (
        <ProblemPanel problem={more.problem}>
          <button type="button" class="button small" onClick={() => void list.loadMore()}>
            {again}
          </button>
        </ProblemPanel>
      )}
    </div>
  );
}
