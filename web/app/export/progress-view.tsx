import { languageTag } from "../../common/language.ts";
import { shortName } from "../words/names.ts";
import { dayName } from "../words/times.ts";
import { text } from "../words/words.ts";
import type { ExportRun } from "./export-run.ts";
import type { Conversation } from "./job.ts";
import { numbers } from "../words/numbers.ts";
import { exportText } from "./text.ts";

/** How far an export is. */
export function ProgressView({ run }: { run: ExportRun }) {
  const words = exportText.value;
  const { conversations, done, pages, messages, current, share } = run.progress.value;
  const { format } = numbers();
  const percent = share === undefined ? undefined : Math.floor(share * 100);
  const running = run.phase.value.phase === "running";
  const count = `${words.pages} ${format(pages)}, ${words.messages} ${format(messages)}`;
  return (
    <div class="export-progress">
      {running && <p class="soft">{whereIs(run, current)}</p>}
      <div
        class={percent === undefined && running ? "export-bar unknown" : "export-bar"}
        role="progressbar"
        aria-label={words.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={percent === undefined ? count : `${percent}%, ${count}`}
      >
        <span style={percent === undefined ? {} : { inlineSize: `${percent}%` }} />
      </div>
      <dl>
        {!run.conversation && (
          <Figure label={words.conversations} value={words.done(format(done), format(conversations))} />
        )}
        <Figure label={words.pages} value={format(pages)} />
        <Figure label={words.messages} value={format(messages)} />
        {running && <Figure label={words.rate} value={words.perSecond(format(Math.round(run.rate.value)))} />}
      </dl>
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function whereIs(run: ExportRun, current: Conversation | undefined): string {
  const { listing, reading, readingOne } = exportText.value;
  if (!current) return run.conversation ? readingOne("") : listing;
  const { oldest } = current;
  const day = oldest > 0 ? dayName(oldest, Date.now(), languageTag.value, text.value) : "";
  return run.conversation ? readingOne(day) : reading(shortName(current.session, text.value), day);
}
