import { useEffect, useRef } from "preact/hooks";
import { ProblemPanel } from "../ui/problem-view.tsx";
import { text } from "../words/words.ts";
import type { ConversationList } from "./conversation-list.ts";

/** What stands below the conversations. When it comes near, more of them are loaded. */
export function ListEnd({ list }: { list: ConversationList }) {
  const { allSessions, noOtherUnread, loadMoreSessions, loadingSessions, searching, again } = text.value;
  const end = useRef<HTMLDivElement>(null);
  const more = list.more.value;
  const hasMore = list.mayShowMore.value;
  const isSearched = list.query.value.trim() !== "";
  const isFiltered = list.filter.value !== "all";
  // A page may bring nothing that is not there already: after each it is looked again whether the end is near.
  useEffect(() => {
    if (!end.current || !hasMore || isFiltered || more.state !== "idle") return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && void list.loadMore(), {
      root: end.current.parentElement,
      rootMargin: "300px 0px",
    });
    watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [list, hasMore, isFiltered, more]);
  // What is searched or filtered for may not be loaded yet.
  useEffect(() => {
    if ((isSearched || isFiltered) && more.state === "idle") void list.seek();
  }, [list, isSearched, isFiltered, hasMore, more]);
  return (
    <div ref={end} class="list-end soft">
      {!hasMore && !isSearched && list.shown.value.length > 0 && <p>{isFiltered ? noOtherUnread : allSessions}</p>}
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
