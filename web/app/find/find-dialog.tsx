import { useRef } from "preact/hooks";
import type { Host } from "../host.ts";
import { Icon } from "../ui/icon.tsx";
import { isForInputMethod } from "../ui/input-method.ts";
import { useModal } from "../ui/modal.ts";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import { fieldId, FilterChips } from "./filter-chips.tsx";
import type { Find } from "./find.ts";
import type { Rest } from "./rest.ts";
import { choiceId, Results, resultsId } from "./results.tsx";
import { Outcome, Searched } from "./searched.tsx";
import { findText } from "./words.ts";

/** The search: a field, filters, and what is found as one types. */
export function FindDialog({ find, rest, host }: { find: Find; rest: Rest; host: Host }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const words = findText.value;
  const { close } = text.value;
  useModal(dialog, {
    opened: (opened) => opened.querySelector<HTMLInputElement>(`#${fieldId}`)?.select(),
    // What was gone to has the focus itself.
    givesFocusBack: () => !find.at.peek(),
  });
  return (
    <dialog
      ref={dialog}
      class="find"
      aria-label={words.title}
      onClose={() => find.leave()}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="find-frame">
        <header>
          <Field find={find} />
          <button type="button" class="round" aria-label={close} title={close} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        <FilterChips find={find} />
        <Outcome find={find} />
        <Results find={find} host={host} />
        <footer>
          <Searched find={find} rest={rest} />
          <p class="find-keys soft">{words.keys}</p>
        </footer>
      </div>
    </dialog>
  );
}

function Field({ find }: { find: Find }) {
  const { label, labelIn, clear } = findText.value;
  const field = useRef<HTMLInputElement>(null);
  const { conversation } = find.filters.value;
  const only = conversation === undefined ? undefined : find.conversation(conversation);
  const said = only ? labelIn(shortName(only, text.value)) : label;
  const active = find.active.value;
  const onKeyDown = (event: KeyboardEvent) => {
    if (isForInputMethod(event)) return;
    if (event.key === "ArrowDown") find.move(1);
    else if (event.key === "ArrowUp") find.move(-1);
    else if (event.key === "Enter" && active) void find.choose(active);
    // Whoever holds it down to empty the field wants to keep the filters.
    else if (event.key === "Backspace" && find.text.value === "" && !event.repeat) find.dropLast();
    else return;
    event.preventDefault();
  };
  return (
    <div class="find-field">
      <Icon name="search" />
      <input
        ref={field}
        id={fieldId}
        type="text"
        role="combobox"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        autoFocus
        spellcheck={false}
        aria-label={said}
        aria-autocomplete="list"
        aria-expanded={find.choices.value.length > 0}
        aria-controls={resultsId}
        aria-activedescendant={active && choiceId(active)}
        placeholder={said}
        value={find.text.value}
        onInput={(event) => find.write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {find.text.value !== "" && (
        <button
          type="button"
          class="round"
          aria-label={clear}
          title={clear}
          onClick={() => {
            find.write("");
            field.current?.focus();
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
