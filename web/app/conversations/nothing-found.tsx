import { text } from "../words/words.ts";
import type { ConversationList } from "./conversation-list.ts";

/** Says so where no conversation is what is searched or filtered for. */
export function NothingFound({ list }: { list: ConversationList }) {
  const { nothingFound, noUnread, showAllSessions } = text.value;
  const query = list.query.value.trim();
  if (list.shown.value.length > 0 || list.mayShowMore.value || list.items.value.length === 0) return null;
  return (
    <div class="empty soft" role="status">
      <p>{query !== "" ? <bdi>{nothingFound(query)}</bdi> : noUnread}</p>
      {list.filter.value !== "all" && (
        <button type="button" class="button small" onClick={() => list.show("all")}>
          {showAllSessions}
        </button>
      )}
    </div>
  );
}
