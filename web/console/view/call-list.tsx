import { useState } from "preact/hooks";
import { language } from "../../common/language.ts";
import { callNamed, calls, matches, type Call } from "../calls.ts";
import { select, selected } from "../form.ts";
import { text } from "../words/words.ts";

/** The list of the calls; on a narrow screen one control instead. */
export function CallList() {
  const [search, setSearch] = useState("");
  const found = calls.filter((call) => matches(call, search));
  const groups: [string, Call[]][] = [
    [text.value.reads, found.filter((call) => !call.writes)],
    [text.value.writes, found.filter((call) => call.writes)],
  ];
  return (
    <nav class="calls" aria-label={text.value.calls}>
      <div class="calls-narrow">
        <label>
          {text.value.calls}
          <Chooser />
        </label>
      </div>
      <div class="calls-wide">
        <input
          type="search"
          placeholder={text.value.search}
          aria-label={text.value.search}
          value={search}
          onInput={(e) => setSearch(e.currentTarget.value)}
        />
        {found.length === 0 && <p class="note">{text.value.noCall}</p>}
        {groups.map(
          ([name, group]) =>
            group.length > 0 && (
              <section key={name} aria-label={name}>
                <h2>{name}</h2>
                <ul>
                  {group.map((call) => (
                    <Entry key={call.name} call={call} />
                  ))}
                </ul>
              </section>
            ),
        )}
      </div>
    </nav>
  );
}

function Entry({ call }: { call: Call }) {
  return (
    <li>
      <a href={`#${call.name}`} aria-current={selected.value === call ? "page" : undefined}>
        <span>{call.title[language.value]}</span>
        <code>{call.name}</code>
      </a>
    </li>
  );
}

function Chooser() {
  const options = (writes: boolean) =>
    calls
      .filter((call) => call.writes === writes)
      .map((call) => (
        <option key={call.name} value={call.name}>
          {call.title[language.value]} · {call.name}
        </option>
      ));
  return (
    <select value={selected.value.name} onChange={(e) => select(callNamed(e.currentTarget.value) ?? selected.value)}>
      <optgroup label={text.value.reads}>{options(false)}</optgroup>
      <optgroup label={text.value.writes}>{options(true)}</optgroup>
    </select>
  );
}
