import type { Session } from "../../sdk/src/index.ts";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import { numbers } from "../words/numbers.ts";
import type { ExportChoice } from "./choice.ts";
import { halfDay } from "./days.ts";
import { exportText } from "./text.ts";

/** So many conversations are listed; the others are found by the filter. */
const listed = 200;

/** Which days an export has. */
export function DaysChoice({ choice }: { choice: ExportChoice }) {
  const { days, firstDay, lastDay, daysHint, daysWrong, dayHalf } = exportText.value;
  const isWrong = choice.days.value === undefined;
  const isHalf = [choice.first, choice.last].some(({ value }) => value === halfDay);
  const field = (label: string, value: ExportChoice["first"]) => (
    <label class="export-day">
      <span>{label}</span>
      <input
        type="date"
        value={value.value === halfDay ? "" : value.value}
        aria-invalid={isHalf ? value.value === halfDay : isWrong}
        aria-describedby="export-days-hint"
        onInput={(event) => (value.value = dayIn(event.currentTarget))}
        onBlur={(event) => (value.value = dayIn(event.currentTarget))}
      />
    </label>
  );
  return (
    <fieldset class="export-choice">
      <legend>{days}</legend>
      <div class="export-days">
        {field(firstDay, choice.first)}
        {field(lastDay, choice.last)}
      </div>
      <p id="export-days-hint" class={isWrong ? "export-wrong" : "soft"} role={isWrong ? "alert" : undefined}>
        {isHalf ? dayHalf : isWrong ? daysWrong : daysHint}
      </p>
    </fieldset>
  );
}

// A field in which a part of a day was typed gives nothing, as an empty one does.
function dayIn({ value, validity }: HTMLInputElement): string {
  return validity.badInput ? halfDay : value;
}

/** Which conversations an export has. */
export function ConversationsChoice({ choice }: { choice: ExportChoice }) {
  const { which, whichAll, whichSome } = exportText.value;
  const some = choice.some.value;
  const radio = (label: string, isSome: boolean) => (
    <label class="export-radio">
      <input type="radio" name="export-which" checked={some === isSome} onChange={() => choice.chooseSome(isSome)} />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset class="export-choice">
      <legend>{which}</legend>
      <div class="export-which">
        {radio(whichAll, false)}
        {radio(whichSome, true)}
      </div>
      {some && <Conversations choice={choice} />}
    </fieldset>
  );
}

function Conversations({ choice }: { choice: ExportChoice }) {
  const { filter, tickFound, untickFound, ticked, furtherFound, noneFound } = exportText.value;
  const found = choice.found.value;
  const { format } = numbers();
  const { listing } = choice.listing.value;
  const further = found.length - listed;
  return (
    <div class="export-conversations">
      <input
        type="search"
        aria-label={filter}
        placeholder={filter}
        value={choice.filter.value}
        onInput={(event) => (choice.filter.value = event.currentTarget.value)}
      />
      <div class="export-ticks">
        <button type="button" class="button small" onClick={() => choice.tickFound(true)}>
          {tickFound}
        </button>
        <button type="button" class="button small" onClick={() => choice.tickFound(false)}>
          {untickFound}
        </button>
        <span class="soft" role="status">
          {ticked(format(choice.ticked.value.size), format(choice.conversations.value.length))}
        </span>
      </div>
      <ul>
        {found.slice(0, listed).map((one) => (
          <Tick key={one.sessionId} choice={choice} conversation={one} />
        ))}
      </ul>
      {further > 0 && <p class="soft">{furtherFound(format(further))}</p>}
      {found.length === 0 && listing === "done" && <p class="soft">{noneFound}</p>}
      <ListingView choice={choice} />
    </div>
  );
}

function Tick({ choice, conversation }: { choice: ExportChoice; conversation: Session }) {
  const { sessionId } = conversation;
  return (
    <li>
      <label class="export-tick">
        <input
          type="checkbox"
          checked={choice.ticked.value.has(sessionId)}
          onChange={(event) => choice.tick(sessionId, event.currentTarget.checked)}
        />
        <bdi>{shortName(conversation, text.value)}</bdi>
      </label>
    </li>
  );
}

function ListingView({ choice }: { choice: ExportChoice }) {
  const now = choice.listing.value;
  if (now.listing === "reading") {
    return (
      <p class="soft" role="status">
        {exportText.value.listing}
      </p>
    );
  }
  if (now.listing !== "failed") return null;
  return (
    <div class="export-failed" role="alert">
      <ProblemFacts problem={now.problem} />
      <div class="buttons">
        <button type="button" class="button small" onClick={() => void choice.list()}>
          {text.value.again}
        </button>
      </div>
    </div>
  );
}
