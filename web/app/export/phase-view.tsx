import { languageTag } from "../../common/language.ts";
import { ask } from "../ui/question.tsx";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { fullTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import { Action, Buttons } from "./actions.tsx";
import { ConversationsChoice, DaysChoice } from "./choice-view.tsx";
import type { ExportRun } from "./export-run.ts";
import { FormatChoice } from "./format-view.tsx";
import { numbers } from "../words/numbers.ts";
import { ProgressView } from "./progress-view.tsx";
import { MissingPictures, SavingView } from "./saving-view.tsx";
import { SkipAction, StopView, Wait } from "./stop-view.tsx";
import { exportText } from "./text.ts";

/** Where an export is, and what can be done there. */
export function PhaseView({ run, close }: { run: ExportRun; close: () => void }) {
  const words = exportText.value;
  const now = run.phase.value;
  const count = numbers().format(run.progress.value.messages);
  switch (now.phase) {
    case "opening":
      return <p class="soft">{words.opening}</p>;
    case "choosing":
      return (
        <>
          <DaysChoice choice={run.choice} />
          {!run.choice.isOfOne && <ConversationsChoice choice={run.choice} />}
          <ul class="export-notes soft">
            {[...words.notes, words.noteKeeping[run.keeping.value]].map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <Buttons>
            {run.choice.some.value && run.choice.ticked.value.size === 0 && (
              <span class="soft">{words.noneTicked}</span>
            )}
            <Action label={words.start} run={() => void run.start()} disabled={!run.choice.scope.value} primary />
          </Buttons>
        </>
      );
    case "kept":
      return (
        <>
          <h3>{words.keptTitle}</h3>
          <p>{words.keptText(count, fullTime(now.startedAt / 1000, languageTag.value))}</p>
          <Buttons>
            <Action label={words.discard} run={() => void discard(run)} />
            <Action label={words.startOver} run={() => void startOver(run)} />
            <Action label={words.goOn} run={() => void run.goOn()} primary />
          </Buttons>
        </>
      );
    case "running":
      return (
        <>
          <ProgressView run={run} />
          {run.keeping.value === "memory" && <p class="soft">{words.noteKeeping.memory}</p>}
          <Buttons>
            <Action label={words.stop} run={() => run.stop()} />
          </Buttons>
        </>
      );
    case "waiting":
      return (
        <>
          <div class="export-failed" role="alert">
            <h3>{words.paused}</h3>
            <ProblemFacts problem={now.problem} />
            <Wait until={now.until} />
          </div>
          <ProgressView run={run} />
          <Buttons>
            <Action label={words.discard} run={() => void discard(run)} />
            <Action label={words.stop} run={() => run.stop()} />
            <Action label={words.goOn} run={() => void run.goOn()} primary />
          </Buttons>
        </>
      );
    case "stopped":
      return (
        <>
          <StopView run={run} stop={now.stop} />
          <ProgressView run={run} />
          <Buttons>
            <Action label={words.discard} run={() => void discard(run)} />
            <SkipAction run={run} stop={now.stop} />
            <Action label={words.goOn} run={() => void run.goOn()} primary />
          </Buttons>
        </>
      );
    case "collected":
      return (
        <>
          <h3>{words.collected}</h3>
          <p>{words.collectedText(count)}</p>
          <FormatChoice run={run} />
          <Buttons>
            <Action label={words.discard} run={() => void discard(run)} />
            <Action label={words.save} run={() => void run.save()} primary />
          </Buttons>
        </>
      );
    case "saving":
      return (
        <>
          <SavingView pictures={now.pictures} />
          <Buttons>
            <Action label={words.stopSaving} run={() => run.stop()} />
          </Buttons>
        </>
      );
    case "handedOut":
      return (
        <>
          <h3>{words.handedOut}</h3>
          <p class="export-file">{now.isDownload ? words.downloadText(now.name) : words.writtenText(now.name)}</p>
          <MissingPictures pictures={now.pictures} />
          <Buttons>
            <Action label={words.saveAgain} run={() => void run.save()} />
            <Action label={words.fileIsThere} run={() => void run.confirm()} primary />
          </Buttons>
        </>
      );
    case "saved":
      return (
        <>
          <h3>{words.saved}</h3>
          <p>{words.said(count)}</p>
          <p class="export-file">{words.savedText(now.name)}</p>
          <Buttons>
            <Action label={text.value.close} run={close} primary />
          </Buttons>
        </>
      );
  }
}

async function discard(run: ExportRun): Promise<void> {
  if (await mayForget(run, exportText.peek().discard)) await run.discard();
}

async function startOver(run: ExportRun): Promise<void> {
  if (await mayForget(run, exportText.peek().startOver)) await run.start();
}

// What is kept with all messages stays there, and nothing is lost.
async function mayForget(run: ExportRun, confirm: string): Promise<boolean> {
  const { messages } = run.progress.peek();
  if (run.keeping.peek() === "archive" || messages === 0) return true;
  const { forgetTitle, forgetText } = exportText.peek();
  run.stop(); // it does not go on by itself meanwhile
  const body = <p>{forgetText(numbers().format(messages))}</p>;
  return ask({ title: forgetTitle, body, confirm, danger: true });
}
