import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import { DiskStore } from "../archive/disk-store.ts";
import { exclusive } from "../archive/exclusive.ts";
import { takeOlderExports } from "../archive/older-export.ts";
import type { Host } from "../host.ts";
import { accountKey } from "../model/account-id.ts";
import { pictureAddress } from "../model/pictures.ts";
import { Icon } from "../ui/icon.tsx";
import { ProblemFacts } from "../ui/problem-view.tsx";
import { secondsLeft } from "../gateway/schedule.ts";
import { shortName } from "../words/names.ts";
import { dayName, fullTime } from "../words/times.ts";
import { text } from "../words/words.ts";
import { ExportRun, type ExportOptions, type Stop } from "./export-run.ts";
import type { Conversation, FileFormat } from "./job.ts";
import { saveFile } from "./save.ts";
import { exportText } from "./text.ts";

const open = signal<ExportRun | undefined>(undefined);

/** Whose messages are exported, and of which conversation; without one of all. */
export interface AskedExport extends Pick<
  ExportOptions,
  "account" | "gateway" | "archive" | "reader" | "self" | "conversation"
> {
  host: Host;
}

/** Opens the export of a conversation, or of all. */
export function openExport({ host, ...asked }: AskedExport): void {
  open.value = new ExportRun({
    ...asked,
    openStore: (name) => DiskStore.open(name),
    takeOlder: (take) => takeOlderExports(accountKey(asked.account), take),
    addressOf: (address) => pictureAddress(host, address),
    exclusive,
    save: saveFile,
    words: () => exportText.value,
  });
}

/** The place of the export. */
export function ExportDialog() {
  return open.value ? <Opened run={open.value} /> : null;
}

function Opened({ run }: { run: ExportRun }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { titleAll, titleOne } = exportText.value;
  const { close } = text.value;
  const phase = run.phase.value.phase;
  const title = run.conversation ? titleOne(shortName(run.conversation, text.value)) : titleAll;
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      run.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  // The button that was pressed is gone in the next phase: the focus goes to what is to be done there.
  useEffect(() => {
    if (!body.current?.contains(document.activeElement) || phase === "choosing")
      body.current?.querySelector<HTMLElement>(".primary")?.focus();
  }, [phase]);
  return (
    <dialog ref={dialog} class="export" aria-labelledby="export-title" onClose={() => (open.value = undefined)}>
      <header>
        <h2 id="export-title">{title}</h2>
        <button type="button" class="round" aria-label={close} title={close} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <div ref={body} class="export-body">
        <Body run={run} close={() => dialog.current?.close()} />
      </div>
      <p class="unseen" role="status">
        {run.announcement.value}
      </p>
    </dialog>
  );
}

function Body({ run, close }: { run: ExportRun; close: () => void }) {
  const words = exportText.value;
  const now = run.phase.value;
  const count = numbers().format(run.progress.value.messages);
  switch (now.phase) {
    case "opening":
      return <p class="soft">{words.opening}</p>;
    case "choosing":
      return (
        <>
          <FormatChoice run={run} />
          <ul class="export-notes soft">
            {[...words.notes, words.noteKeeping[run.keeping.value]].map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <Buttons>
            <Action label={words.start} run={() => void run.start()} primary />
          </Buttons>
        </>
      );
    case "kept":
      return (
        <>
          <h3>{words.keptTitle}</h3>
          <p>{words.keptText(count, fullTime(now.startedAt / 1000, languageTag.value))}</p>
          <Buttons>
            <Action label={words.discard} run={() => void run.discard()} />
            <Action label={words.startOver} run={() => void run.start()} />
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
            <Action label={words.stop} run={() => run.stop()} primary />
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
            <Action label={words.discard} run={() => void run.discard()} />
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
            <Action label={words.discard} run={() => void run.discard()} />
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
            <Action label={words.discard} run={() => void run.discard()} />
            <Action label={words.save} run={() => void run.save()} primary />
          </Buttons>
        </>
      );
    case "saving":
      return <p>{words.saving}</p>;
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

function Buttons({ children }: { children: ComponentChildren }) {
  return <div class="buttons">{children}</div>;
}

function Action({ label, run, primary }: { label: string; run: () => void; primary?: boolean }) {
  return (
    <button key={label} type="button" class={primary ? "button primary" : "button"} onClick={run}>
      {label}
    </button>
  );
}

// A conversation that is not there any more would otherwise end the export of all.
function SkipAction({ run, stop }: { run: ExportRun; stop: Stop }) {
  const { current } = run.progress.value;
  if (run.conversation || !current || stop.by !== "problem" || !["refused", "data"].includes(stop.problem.kind))
    return null;
  return <Action label={exportText.value.skip(shortName(current.session, text.value))} run={() => void run.skip()} />;
}

function FormatChoice({ run }: { run: ExportRun }) {
  const { format, formats, formatHints } = exportText.value;
  const chosen = run.format.value;
  return (
    <fieldset class="export-formats">
      <legend>{format}</legend>
      {(Object.keys(formats) as FileFormat[]).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="export-format"
            value={one}
            checked={one === chosen}
            aria-describedby={`export-hint-${one}`}
            onChange={() => (run.format.value = one)}
          />
          <span>{formats[one]}</span>
          <small id={`export-hint-${one}`} class="soft">
            {formatHints[one]}
          </small>
        </label>
      ))}
    </fieldset>
  );
}

function StopView({ run, stop }: { run: ExportRun; stop: Stop }) {
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

// The seconds are not said one by one: the alert has been read by then.
function Wait({ until }: { until: number }) {
  const [left, setLeft] = useState(secondsLeft(until, Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft(until, Date.now())), 250);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <p class="countdown" aria-live="off">
      {exportText.value.goesOnIn(left)}
    </p>
  );
}

function ProgressView({ run }: { run: ExportRun }) {
  const words = exportText.value;
  const { conversations, done, pages, messages, current, share } = run.progress.value;
  const { format } = numbers();
  const percent = share === undefined ? undefined : Math.floor(share * 100);
  const running = run.phase.value.phase === "running";
  const count = `${words.pages} ${format(pages)}, ${words.messages} ${format(messages)}`;
  return (
    <div class="export-progress">
      {running && <p class="soft">{whereIs(run, current)}</p>}
      <div
        class={percent === undefined && running ? "export-bar unknown" : "export-bar"}
        role="progressbar"
        aria-label={words.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={percent === undefined ? count : `${percent}%, ${count}`}
      >
        <span style={percent === undefined ? {} : { inlineSize: `${percent}%` }} />
      </div>
      <dl>
        {!run.conversation && (
          <Figure label={words.conversations} value={words.done(format(done), format(conversations))} />
        )}
        <Figure label={words.pages} value={format(pages)} />
        <Figure label={words.messages} value={format(messages)} />
        {running && <Figure label={words.rate} value={words.perSecond(format(Math.round(run.rate.value)))} />}
      </dl>
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function whereIs(run: ExportRun, current: Conversation | undefined): string {
  const { listing, reading, readingOne } = exportText.value;
  if (!current) return run.conversation ? readingOne("") : listing;
  const { oldest } = current;
  const day = oldest > 0 ? dayName(oldest, Date.now(), languageTag.value, text.value) : "";
  return run.conversation ? readingOne(day) : reading(shortName(current.session, text.value), day);
}

function numbers(): Intl.NumberFormat {
  return new Intl.NumberFormat(languageTag.value);
}
