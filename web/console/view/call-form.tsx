import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { language } from "../../common/language.ts";
import { credential, endpoint } from "../account.ts";
import { arrange, type Call } from "../calls.ts";
import type { Arguments } from "../field-state.ts";
import { clear, complaint, fieldOf, fields, selected, settings, type Settings } from "../form.ts";
import { callLine } from "../javascript.ts";
import { loading } from "../module.ts";
import { program } from "../program.ts";
import { argumentsOf, cancel, running } from "../runs.ts";
import { keyPlaceholder } from "../traffic.ts";
import { text } from "../words/words.ts";
import { runOrAsk } from "./confirmation.tsx";
import { Copy } from "./copy.tsx";
import { Field, fieldId } from "./field.tsx";

/** What a call is, its parameters, and the button that makes it. */
export function CallForm() {
  const call = selected.value;
  const { first, more } = arrange(call);
  const submit = (event: Event) => {
    event.preventDefault();
    if (loading.value.state === "ready") runOrAsk(loading.value.bridge);
  };
  return (
    <form id="form" class="form" tabIndex={-1} aria-labelledby="call-title" noValidate onSubmit={submit}>
      <Heading call={call} />
      <div class="fields">
        {first.map((param) => (
          <Field key={`${call.name}.${param.name}`} param={param} />
        ))}
        {more.length > 0 && <More key={call.name} call={call} />}
        <CommonOptions />
      </div>
      <JavaScript />
      <Controls />
    </form>
  );
}

function Heading({ call }: { call: Call }) {
  return (
    <header class="call-heading">
      <h2 id="call-title">{call.title[language.value]}</h2>
      <p class="names">
        <code class="name">{call.name}</code>
        {call.signed && (
          <span class="badge" title={text.value.signedHint}>
            {text.value.signed}
          </span>
        )}
        {call.writes && (
          <span class="badge writes" title={text.value.writeHint}>
            {text.value.write}
          </span>
        )}
      </p>
      <p class="wire">
        <code>
          {call.module}
          <wbr /> {call.method}
        </code>
      </p>
    </header>
  );
}

/** Parameters that are seldom wanted. They come into view when one of them is wrong. */
function More({ call }: { call: Call }) {
  const { more } = arrange(call);
  const element = useRef<HTMLDetailsElement>(null);
  const wrong = complaint.value?.param;
  useEffect(() => {
    if (element.current && more.some((param) => param.name === wrong)) element.current.open = true;
  }, [wrong]);
  const given = more.filter((param) => fieldOf(param.name).given !== "no").length;
  return (
    <details class="more" ref={element}>
      <summary>
        {text.value.more(more.length)}
        {given > 0 && <span class="count">{given}</span>}
      </summary>
      {more.map((param) => (
        <Field key={param.name} param={param} />
      ))}
    </details>
  );
}

function JavaScript() {
  const { sameInJavaScript, copyProgram, programNote } = text.value;
  const given = argumentsOrNothing();
  const line = given ? callLine(selected.value, given) : "…";
  const where = endpoint.value || location.origin;
  return (
    <section class="javascript" aria-label={sameInJavaScript}>
      <div class="javascript-head">
        <h3>{sameInJavaScript}</h3>
        {given && (
          <>
            <Copy
              what={() => program(selected.value, given, credential.value, where)}
              name={sameInJavaScript}
              label={copyProgram}
            />
            <Copy what={() => line} name={sameInJavaScript} />
          </>
        )}
      </div>
      <pre tabIndex={0} aria-label={sameInJavaScript}>
        <code>{line}</code>
      </pre>
      <p class="note">{programNote(keyPlaceholder)}</p>
    </section>
  );
}

// While the JSON of a field is being typed, there is nothing to call with.
function argumentsOrNothing(): Arguments | undefined {
  try {
    return argumentsOf(selected.value, fields.value, settings.value);
  } catch {
    return undefined;
  }
}

/** What goes into the options of every call alike. */
function CommonOptions() {
  const set = (part: Partial<Settings>) => {
    settings.value = { ...settings.value, ...part };
  };
  const { raw, sign, timeout } = settings.value;
  const given = Number(raw) + Number(sign !== "auto") + Number(timeout !== "");
  return (
    <details class="more">
      <summary>
        {text.value.commonOptions}
        {given > 0 && <span class="count">{given}</span>}
      </summary>
      <div class="settings">
        <label class="inline" title={text.value.rawHint}>
          <input type="checkbox" checked={raw} onChange={(e) => set({ raw: e.currentTarget.checked })} />
          {text.value.raw}
        </label>
        <label class="inline">
          {text.value.sign}
          <select value={sign} onChange={(e) => set({ sign: e.currentTarget.value as Settings["sign"] })}>
            <option value="auto">{text.value.signAuto}</option>
            <option value="always">{text.value.signAlways}</option>
            <option value="never">{text.value.signNever}</option>
          </select>
        </label>
        <label class="inline">
          {text.value.timeout}
          <input
            class="short"
            inputMode="numeric"
            placeholder="15000"
            value={timeout}
            onInput={(e) => set({ timeout: e.currentTarget.value })}
          />
        </label>
      </div>
    </details>
  );
}

function Controls() {
  const wrong = complaint.value?.param;
  useLayoutEffect(() => {
    if (wrong) document.getElementById(fieldId(wrong))?.focus();
  }, [complaint.value]);
  return (
    <div class="controls">
      <button type="button" class="quiet" onClick={clear}>
        {text.value.reset}
      </button>
      {running.value && (
        <button type="button" onClick={cancel}>
          {text.value.cancel}
        </button>
      )}
      <button
        type="submit"
        class="primary"
        aria-busy={running.value}
        aria-disabled={running.value || loading.value.state !== "ready"}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {running.value && <span class="spinner" aria-hidden="true" />}
        {running.value ? text.value.running : text.value.run}
        <kbd aria-hidden="true">{modifier}↵</kbd>
      </button>
    </div>
  );
}

const modifier = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl ";
