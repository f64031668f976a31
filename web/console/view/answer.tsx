import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { language } from "../../common/language.ts";
import { fill, select, selected } from "../form.ts";
import { loading } from "../module.ts";
import { nextPage } from "../pages.ts";
import type { Run } from "../run.ts";
import { run, running, shownRun } from "../runs.ts";
import { text } from "../words/words.ts";
import { Copy } from "./copy.tsx";
import { FailureView, reasonOf } from "./failure.tsx";
import { History } from "./history.tsx";
import { JsonTree } from "./json-tree.tsx";
import { kilobytes, milliseconds } from "./measures.ts";
import { RequestView } from "./request-view.tsx";
import { Tabs } from "./tabs.tsx";

/** Whether answers are shown as text rather than as a tree. */
const plain = signal(false);

/** What came of the run in view, and the earlier ones. */
export function Answer() {
  const shown = shownRun.value;
  const [tab, setTab] = useState("answer");
  const element = useRef<HTMLElement>(null);
  const ended = shown !== undefined && shown.outcome.state !== "running" ? shown.number : 0;
  useEffect(() => {
    if (ended) element.current?.scrollIntoView({ block: "nearest" });
  }, [ended]);
  return (
    <section
      class="answer"
      aria-label={text.value.answer}
      data-run={shown?.number ?? 0}
      data-state={shown?.outcome.state}
      ref={element}
    >
      <p class="announcement" role="status">
        {shown && announce(shown)}
      </p>
      {shown ? (
        <>
          <h2 class="answer-of">
            {text.value.answerOf(shown.call.title[language.value])} <code>{shown.call.name}</code>
          </h2>
          <Tabs
            label={text.value.answer}
            chosen={tab}
            choose={setTab}
            tabs={[
              { name: "answer", label: text.value.answer, content: () => <Outcome run={shown} /> },
              { name: "request", label: text.value.request, content: () => <RequestView run={shown} /> },
            ]}
            aside={<Facts run={shown} />}
          />
          <History />
        </>
      ) : (
        <div class="empty">
          <h2>{text.value.emptyTitle}</h2>
          <p>{text.value.emptyHint}</p>
        </div>
      )}
    </section>
  );
}

function announce(run: Run): string {
  switch (run.outcome.state) {
    case "running":
      return text.value.running;
    case "answered":
      return text.value.answeredIn(run.call.name, milliseconds(run.ms));
    case "failed":
      return text.value.failedWith(run.call.name, reasonOf(run.outcome.failure));
    case "cancelled":
      return text.value.cancelled;
  }
}

function Facts({ run }: { run: Run }) {
  const last = run.events.at(-1);
  const received = run.events.reduce((sum, event) => sum + (event.bytesIn || 0), 0);
  return (
    <p class="facts">
      {last !== undefined && last.status > 0 && <span>HTTP {last.status}</span>}
      {run.outcome.state !== "running" && <span>{milliseconds(run.ms)}</span>}
      {received > 0 && <span>{kilobytes(received)}</span>}
      {run.requests.length > 0 && <span>{text.value.requests(run.requests.length)}</span>}
    </p>
  );
}

function Outcome({ run }: { run: Run }) {
  switch (run.outcome.state) {
    case "running":
      return <p class="waiting">{text.value.running}</p>;
    case "cancelled":
      return (
        <div class="cancelled">
          <h3>{text.value.cancelled}</h3>
          <p>{text.value.cancelledHint}</p>
        </div>
      );
    case "failed":
      return <FailureView failure={run.outcome.failure} />;
    case "answered":
      return <Answered run={run} answer={run.outcome.answer} />;
  }
}

function Answered({ run: shown, answer }: { run: Run; answer: unknown }) {
  const [all, setAll] = useState<{ open: boolean; times: number }>();
  const next = shown.raw ? undefined : nextPage(shown.call.name, shown.fields, answer);
  const json = () => JSON.stringify(answer, null, 2);
  const turnPage = () => {
    if (!next || loading.value.state !== "ready" || running.value) return;
    select(shown.call);
    selected.value = shown.call;
    fill(shown.call, next);
    void run(loading.value.bridge);
  };
  return (
    <>
      <div class="toolbar">
        <div class="segments" role="group" aria-label={text.value.view}>
          <button type="button" aria-pressed={!plain.value} onClick={() => (plain.value = false)}>
            {text.value.tree}
          </button>
          <button type="button" aria-pressed={plain.value} onClick={() => (plain.value = true)}>
            {text.value.plain}
          </button>
        </div>
        {!plain.value && (
          <button
            type="button"
            class="small"
            onClick={() => setAll({ open: !all?.open, times: (all?.times ?? 0) + 1 })}
          >
            {all?.open ? text.value.collapseAll : text.value.expandAll}
          </button>
        )}
        <Copy what={json} name={text.value.answer} />
        {next && (
          <button type="button" class="small next" onClick={turnPage}>
            {text.value.nextPage}
          </button>
        )}
      </div>
      {plain.value ? (
        <pre class="json" tabIndex={0} aria-label={text.value.plain}>
          {json()}
        </pre>
      ) : (
        <JsonTree key={`${shown.number}.${all?.times}`} value={answer} depth={all ? (all.open ? Infinity : 1) : 2} />
      )}
    </>
  );
}
