import { fill, select } from "../form.ts";
import type { Run } from "../run.ts";
import { runs, shown } from "../runs.ts";
import { text } from "../words/words.ts";
import { milliseconds } from "./measures.ts";

/** The last runs of this page. */
export function History() {
  if (runs.value.length < 2) return null;
  return (
    <section class="history" aria-labelledby="history-title">
      <h3 id="history-title">{text.value.history}</h3>
      <ol>
        {runs.value.map((run) => (
          <li key={run.number}>
            <button type="button" aria-current={shown.value === run.number} onClick={() => show(run)}>
              <span class={`dot ${run.outcome.state}`} />
              <code>{run.call.name}</code>
              <span>{outcome(run)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function show(run: Run) {
  shown.value = run.number;
  fill(run.call, run.fields);
  select(run.call);
}

function outcome(run: Run): string {
  switch (run.outcome.state) {
    case "running":
      return text.value.running;
    case "answered":
      return milliseconds(run.ms);
    case "failed":
      return run.outcome.failure.name;
    case "cancelled":
      return text.value.cancelled;
  }
}
