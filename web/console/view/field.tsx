import { language } from "../../common/language.ts";
import type { Param } from "../calls.ts";
import type { FieldState } from "../field-state.ts";
import { change, complaint, fieldOf, type Complaint } from "../form.ts";
import { suggestionsFor } from "../suggestions.ts";
import { text } from "../words/words.ts";

/** The id of the control of a parameter. */
export const fieldId = (param: string) => `field-${param}`;

/** One parameter: its name, what it is for, and the control for its kind. */
export function Field({ param }: { param: Param }) {
  const id = fieldId(param.name);
  const wrong = complaint.value?.param === param.name ? wrongWith(complaint.value) : undefined;
  return (
    <div class={`field ${param.kind}`}>
      <div class="field-head">
        <label for={id}>
          <code>{param.name}</code>
        </label>
        {param.positional && <span class="required">{text.value.required}</span>}
        <p id={`${id}-help`} class="help">
          {param.help[language.value]}
        </p>
      </div>
      <div class="field-body">
        {param.nullable && <Given param={param} />}
        {param.kind === "configvalue" && <TextOrNumber param={param} />}
        <Control param={param} id={id} invalid={wrong !== undefined} />
      </div>
      {wrong !== undefined && (
        <p id={`${id}-wrong`} class="wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}

function wrongWith({ param, message }: Complaint): string {
  return message ?? text.value.missing(param);
}

/** Not given, the protocol's null, or a value. */
function Given({ param }: { param: Param }) {
  const state = fieldOf(param.name);
  return (
    <select
      class="given"
      aria-label={text.value.stateOf(param.name)}
      value={state.given}
      onChange={(e) => change(param.name, { ...state, given: e.currentTarget.value as FieldState["given"] })}
    >
      <option value="no">{text.value.notGiven}</option>
      <option value="null">{text.value.nullValue}</option>
      <option value="yes">{text.value.value}</option>
    </select>
  );
}

function TextOrNumber({ param }: { param: Param }) {
  const state = fieldOf(param.name);
  return (
    <select
      class="given"
      aria-label={text.value.kindOf(param.name)}
      value={state.number ? "number" : "text"}
      onChange={(e) => change(param.name, { ...state, number: e.currentTarget.value === "number" })}
    >
      <option value="text">{text.value.asText}</option>
      <option value="number">{text.value.asNumber}</option>
    </select>
  );
}

function Control({ param, id, invalid }: { param: Param; id: string; invalid: boolean }) {
  const state = fieldOf(param.name);
  const write = (value: string) => {
    // An emptied field is not given; whoever means an empty text says so beside it.
    change(param.name, { ...state, given: value === "" && param.kind !== "configvalue" ? "no" : "yes", text: value });
  };
  const suggestions = suggestionsFor(param.name);
  const common = {
    id,
    class: "mono",
    autoComplete: "off",
    spellcheck: false,
    "aria-invalid": invalid,
    "aria-required": param.positional,
    "aria-describedby": `${id}-help${invalid ? ` ${id}-wrong` : ""}`,
    placeholder: placeholder(param, state, suggestions.length > 0),
    value: state.given === "yes" ? state.text : "",
  };
  switch (param.kind) {
    case "bool":
      return (
        <select {...common} onChange={(e) => write(e.currentTarget.value)}>
          <option value="">{text.value.notGiven}</option>
          <option value="true">true</option>
          <option value="false">false</option>
        </select>
      );
    case "object":
      return <textarea {...common} rows={3} onInput={(e) => write(e.currentTarget.value)} />;
    case "int":
      return <input {...common} inputMode="numeric" onInput={(e) => write(e.currentTarget.value)} />;
    default:
      return (
        <>
          <input
            {...common}
            list={suggestions.length > 0 ? `${id}-list` : undefined}
            onInput={(e) => write(e.currentTarget.value)}
          />
          {suggestions.length > 0 && (
            <datalist id={`${id}-list`}>
              {suggestions.map((s) => (
                <option key={s.id} value={s.id} label={s.about} />
              ))}
            </datalist>
          )}
        </>
      );
  }
}

function placeholder(param: Param, state: FieldState, suggested: boolean): string {
  if (state.given === "null") return "null";
  if (param.default !== undefined && param.default !== '""') return text.value.defaultIs(param.default);
  if (param.kind === "object") return "{ }";
  if (param.kind === "intlist" || param.kind === "idlist") return text.value.listHint;
  return suggested ? text.value.idHint : "";
}
