// The search, as it is loaded when it is first opened.

import "../style/find.css";
import "../style/find-results.css";
import "../style/find-bar.css";
import "../style/find-narrow.css";
import { ArchiveSearch, type ArchiveSearchOptions } from "../archive/archive-search.ts";
import { immediate } from "../archive/immediate.ts";
import { startSearchWorker } from "../archive/start-search-worker.ts";
import { text } from "../words/words.ts";
import { Find, type FindNeeds, type FindStart } from "./find.ts";

export { FindBar } from "./find-bar.tsx";
export { FindDialog } from "./find-dialog.tsx";
export { Rest } from "./rest.ts";

/** What a search is put together from. */
export type FindSources = Omit<FindNeeds, "list" | "search"> &
  Pick<ArchiveSearchOptions, "archive" | "account" | "self">;

/** Begins a search with a worker of its own. */
export function startFind({ archive, account, self, ...needs }: FindSources, start: FindStart): Find {
  const { pictureInLine, videoInLine, songInLine, cardInLine, patInLine } = text.peek();
  const search = new ArchiveSearch({
    archive,
    account,
    self,
    labels: {
      picture: pictureInLine,
      video: videoInLine,
      song: songInLine,
      card: cardInLine,
      pat: patInLine,
    },
    worker: startSearchWorker(),
    pause: immediate,
    clock: () => performance.now(),
  });
  return new Find({ ...needs, list: archive.list, search }, start);
}
