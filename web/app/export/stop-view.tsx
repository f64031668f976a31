import { useEffect, useState } from "preact/hooks";
import { steadyNow } from "../../common/steady-clock.ts";
import { secondsLeft } from "../gateway/schedule.ts";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import { Action } from "./actions.tsx";
import type { ExportRun } from "./export-run.ts";
import { numbers } from "../words/numbers.ts";
import type { Stop } from "./phase.ts";
import { exportText } from "./text.ts";

/** Why an export stopped. */
export function StopView({ run, stop }: { run: ExportRun; stop: Stop }) {
  const { stopped, stoppedText, failed, keepingFailed, elsewhere } = exportText.value;
  const kept = <p>{stoppedText(numbers().format(run.progress.value.messages))}</p>;
  if (stop.by === "user") {
    return (
      <div role="status">
        <h3>{stopped}</h3>
        {kept}
      </div>
    );
  }
  return (
    <div class="export-failed" role="alert">
      <h3>{failed}</h3>
      {stop.by === "problem" && <ProblemFacts problem={stop.problem} />}
      {stop.by === "keeping" && <p>{keepingFailed}</p>}
      {stop.by === "elsewhere" ? <p>{elsewhere}</p> : kept}
    </div>
  );
}

/** How long it waits. The seconds are not said one by one: the alert has been read by then. */
export function Wait({ until }: { until: number }) {
  const [left, setLeft] = useState(secondsLeft(until, steadyNow()));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft(until, steadyNow())), 250);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <p class="countdown" aria-live="off">
      {exportText.value.goesOnIn(left)}
    </p>
  );
}

/** Goes on without a conversation: one that is not there any more would otherwise end the export of all. */
export function SkipAction({ run, stop }: { run: ExportRun; stop: Stop }) {
  const { current } = run.progress.value;
  if (run.conversation || !current || stop.by !== "problem" || !["refused", "data"].includes(stop.problem.kind))
    return null;
  return <Action label={exportText.value.skip(shortName(current.session, text.value))} run={() => void run.skip()} />;
}
