import { languageTag } from "../../common/language.ts";
import { Icon } from "../ui/icon.tsx";
import { numbers } from "../words/numbers.ts";
import { text } from "../words/words.ts";
import type { Find } from "./find.ts";
import type { Rest } from "./rest.ts";
import { findText } from "./words.ts";

/** What was found, in a sentence. */
export function Outcome({ find }: { find: Find }) {
  const words = findText.value;
  const found = find.found.value;
  if (!find.searches.value) return null;
  const { format } = numbers();
  const ended = found?.ended === true && find.extent.value?.loading === false;
  const said = find.broken.value
    ? words.broken
    : !found
      ? words.searching
      : found.count > 0
        ? find.filters.value.conversation === undefined
          ? words.found(format(found.count), format(found.conversations))
          : words.foundIn(format(found.count))
        : !ended
          ? words.searching
          : find.hasAll.value
            ? words.nothing
            : words.nothingYet;
  return (
    <p class="find-outcome" role="status">
      {said}
    </p>
  );
}

/** What was searched, and the offer to read the rest. */
export function Searched({ find, rest }: { find: Find; rest: Rest }) {
  const words = findText.value;
  const extent = find.extent.value;
  if (!extent || find.broken.value) return null;
  const { format } = numbers();
  if (extent.loading) return <p class="find-searched soft">{words.reading(format(extent.messages))}</p>;
  const since = dayIn(extent.since);
  const only = find.filters.value.conversation !== undefined;
  const { hasMore } = find.list.value;
  const hasAll = find.hasAll.value;
  return (
    <div class="find-searched">
      <p class="soft">
        {only
          ? words.searchedOne(hasAll, since)
          : words.searched(format(extent.complete), format(extent.conversations), since)}
        {!only && hasMore && ` ${words.moreInList}`}
      </p>
      {(!hasAll || rest.job.value?.state.value.state === "running") && <ReadRest rest={rest} />}
    </div>
  );
}

function ReadRest({ rest }: { rest: Rest }) {
  const words = findText.value;
  const job = rest.job.value;
  const now = job?.state.value;
  const { format } = numbers();
  const { done = 0, conversations = 0, skippedUnread = [] } = job?.progress.value ?? {};
  const byUser = now?.state === "paused" && now.by === "user";
  const works = now?.state === "running" || (now?.state === "paused" && !byUser);
  const begun = now !== undefined && now.state !== "idle";
  return (
    <>
      {works && (
        <progress
          aria-label={words.readProgress(format(done), format(conversations))}
          value={done}
          max={Math.max(1, conversations)}
        />
      )}
      <p class="soft">
        {works && words.readProgress(format(done), format(conversations))}
        {now?.state === "paused" && !byUser && ` ${text.value.keepPausedBy[now.by]}`}
        {now?.state === "failed" && text.value.problems[now.problem.kind]}
        {now?.state === "notKept" && text.value.keepStates.notKept}
        {!begun && words.readRestHint}
        {now?.state === "done" && skippedUnread.length > 0 && words.readUnread(format(skippedUnread.length))}
      </p>
      <div class="buttons">
        {works ? (
          <button type="button" class="button small" onClick={() => rest.pause()}>
            {words.readPause}
          </button>
        ) : (
          <button type="button" class="button small" onClick={() => rest.start()}>
            <Icon name="refresh" />
            {begun ? words.readGoOn : words.readRest}
          </button>
        )}
      </div>
    </>
  );
}

function dayIn(seconds: number | undefined): string {
  const time = new Date((seconds ?? NaN) * 1000);
  return Number.isNaN(time.getTime()) ? "" : time.toLocaleDateString(languageTag.value, { dateStyle: "long" });
}
