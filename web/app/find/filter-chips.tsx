import { useId, useState } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import { Icon } from "../ui/icon.tsx";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import type { FilterName } from "./filters.ts";
import type { Find } from "./find.ts";
import { findText } from "./words.ts";

/** The id of the field that is written in. */
export const fieldId = "find-field";

const offered = ["me", "them", "picture", "link", "card"] as const;

/** The filters: those that can be set, and those that are. */
export function FilterChips({ find }: { find: Find }) {
  const words = findText.value;
  const filters = find.filters.value;
  const days = useId();
  const [choosing, setChoosing] = useState(false);
  const { conversation, from, to } = filters;
  const isSet = (name: FilterName) => filters.side === name || filters.contents.some((one) => one === name);
  const said = saidDays(from, to);
  return (
    <>
      <div class="find-chips" role="group" aria-label={words.filters}>
        {conversation !== undefined && (
          <RemovableChip label={nameOf(find, conversation)} remove={() => find.toggle("conversation")} />
        )}
        {offered.map((name) => (
          <button
            key={name}
            type="button"
            class="find-chip"
            aria-pressed={isSet(name)}
            onClick={() => find.toggle(name)}
            onKeyDown={(event) => {
              if (isDelete(event) && isSet(name)) find.toggle(name);
            }}
          >
            {words.filter[name]}
          </button>
        ))}
        {said === "" ? (
          <button
            type="button"
            class="find-chip"
            aria-expanded={choosing}
            aria-controls={days}
            onClick={() => setChoosing(!choosing)}
          >
            {words.days}
          </button>
        ) : (
          <RemovableChip label={said} remove={() => find.toggle("days")} />
        )}
      </div>
      <div id={days} class="find-days" hidden={!choosing && said === ""}>
        <label>
          <span>{words.firstDay}</span>
          <input
            type="date"
            value={from}
            max={to || undefined}
            onInput={(event) => find.setDays({ from: event.currentTarget.value })}
          />
        </label>
        <label>
          <span>{words.lastDay}</span>
          <input
            type="date"
            value={to}
            min={from || undefined}
            onInput={(event) => find.setDays({ to: event.currentTarget.value })}
          />
        </label>
      </div>
    </>
  );
}

function RemovableChip({ label, remove: take }: { label: string; remove: () => void }) {
  // It goes, and would take the focus along.
  const remove = () => {
    take();
    document.getElementById(fieldId)?.focus();
  };
  return (
    <button
      type="button"
      class="find-chip is-set"
      aria-label={findText.value.remove(label)}
      onClick={remove}
      onKeyDown={(event) => {
        if (isDelete(event)) remove();
      }}
    >
      <bdi>{label}</bdi>
      <Icon name="close" />
    </button>
  );
}

function isDelete({ key }: KeyboardEvent): boolean {
  return key === "Delete" || key === "Backspace";
}

function nameOf(find: Find, id: string): string {
  const conversation = find.conversation(id);
  return conversation ? shortName(conversation, text.value) : findText.value.gone;
}

function saidDays(from: string, to: string): string {
  const { daysFrom, daysTo } = findText.value;
  const parts = [from && daysFrom(dayOf(from)), to && daysTo(dayOf(to))];
  return parts.filter((part) => part !== "").join(" ");
}

function dayOf(day: string): string {
  const time = new Date(`${day}T12:00`);
  return Number.isNaN(time.getTime()) ? day : time.toLocaleDateString(languageTag.value, { dateStyle: "medium" });
}
