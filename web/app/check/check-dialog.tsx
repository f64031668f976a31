import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { language } from "../../common/language.ts";
import { version } from "../../sdk/src/version.ts";
import type { Learned } from "../model/learned.ts";
import { AccessBanner } from "../ui/access-banner.tsx";
import { CheckBox } from "../ui/check-box.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useModal } from "../ui/modal.ts";
import { saveFile } from "../ui/save-file.ts";
import { text } from "../words/words.ts";
import { browserPlace } from "./browser-place.ts";
import { GatewayCheck, type CheckOptions, type Findings } from "./check.ts";
import { stepNames, type StepState } from "./evidence.ts";
import { reportOf } from "./report.ts";
import { reportWords } from "./report-languages.ts";
import { stateText } from "./state-text.ts";

/** What a check needs that is opened. */
export interface AskedCheck extends CheckOptions {
  /** The address of the gateway, of which the report tells the host. */
  address: string;
  /** Keeps what was learned; where it is missing there is no button for it. */
  use?: (learned: Learned) => void;
}

interface Opening {
  asked: AskedCheck;
  check: GatewayCheck;
}

const open = signal<Opening | undefined>(undefined);

/**
 * Opens the check of a gateway. Nothing is asked before its user starts it. Gives what ends it, for when its account is
 * left: nothing is asked after that.
 */
export function openCheck(asked: AskedCheck): () => void {
  const { check } = (open.value ??= { asked, check: new GatewayCheck(asked) });
  return () => check.stop();
}

/** The place of the check. */
export function CheckDialog() {
  return open.value ? <Opened {...open.value} /> : null;
}

function Opened({ asked, check }: Opening) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { close, checkGateway } = text.value;
  const phase = check.phase.value;
  useModal(dialog, { gone: () => check.stop() });
  // The button that was pressed is gone in the next phase: the focus goes to what is to be done there.
  useLayoutEffect(
    () => body.current?.querySelector<HTMLElement>(".primary, .stop, .check-report")?.focus({ preventScroll: true }),
    [phase],
  );
  return (
    <dialog ref={dialog} class="gateway-check" aria-labelledby="check-title" onClose={() => (open.value = undefined)}>
      <header>
        <h2 id="check-title">{checkGateway}</h2>
        <button type="button" class="round" aria-label={close} title={close} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </header>
      <div ref={body} class="check-body">
        {phase === "ready" && <Before check={check} />}
        {phase === "running" && <Running check={check} />}
        {phase === "done" && <Report asked={asked} check={check} findings={check.findings.value!} />}
      </div>
    </dialog>
  );
}

function Buttons({ children }: { children: ComponentChildren }) {
  return <div class="buttons">{children}</div>;
}

function Before({ check }: { check: GatewayCheck }) {
  const { checkMayMark, checkMayMarkHint, checkStart } = text.value;
  return (
    <>
      <AccessBanner />
      <p>{reportWords[language.value].intro}</p>
      <Steps check={check} />
      <CheckBox
        id="check-mark-read"
        label={checkMayMark}
        hint={checkMayMarkHint}
        checked={check.mayMarkRead.value}
        change={(box) => (check.mayMarkRead.value = box.checked)}
      />
      <Buttons>
        <button type="button" class="button primary" onClick={() => void check.start()}>
          {checkStart}
        </button>
      </Buttons>
    </>
  );
}

function Running({ check }: { check: GatewayCheck }) {
  const { checkStop, checkSteps } = text.value;
  const done = stepNames.filter((name) => !isOpen(check.states.value[name])).length;
  return (
    <>
      <progress aria-label={checkSteps} value={done} max={stepNames.length} />
      <Steps check={check} />
      <Buttons>
        <button type="button" class="button stop" onClick={() => check.stop()}>
          {checkStop}
        </button>
      </Buttons>
    </>
  );
}

function isOpen(state: StepState): boolean {
  return state === "waiting" || state === "asking";
}

function Steps({ check }: { check: GatewayCheck }) {
  const words = reportWords[language.value];
  return (
    <ol class="check-steps" aria-label={text.value.checkSteps}>
      {stepNames.map((name) => {
        const state = check.states.value[name];
        return (
          <li key={name} data-state={typeof state === "string" ? state : "skipped"}>
            <span>{words.steps[name]}</span> <small>{stateText(state, words)}</small>
          </li>
        );
      })}
    </ol>
  );
}

function Report({ asked, check, findings }: Opening & { findings: Findings }) {
  const { checkDone, checkReport, checkCopy, checkSave, checkUse, checkUsed, checkFile } = text.value;
  const [used, setUsed] = useState(false);
  const place = browserPlace(navigator.userAgent, location.protocol);
  const report = reportOf(findings, { version, place, host: asked.address }, reportWords[language.value]);
  const save = async () => {
    const day = new Date(findings.evidence.startedAt).toISOString().slice(0, 10);
    await saveFile(`${checkFile} ${day}.md`, { ending: ".md", type: "text/markdown" }, once(report));
  };
  const { learned } = check;
  const use = Object.keys(learned).length > 0 ? asked.use : undefined;
  return (
    <>
      <p role="status">{checkDone}</p>
      <AccessBanner />
      <pre class="check-report" tabIndex={0} role="region" aria-label={checkReport}>
        {report}
      </pre>
      {used && <p role="status">{checkUsed}</p>}
      <Buttons>
        {use && !used && (
          <button
            type="button"
            class="button small"
            onClick={() => {
              use(learned);
              setUsed(true);
            }}
          >
            {checkUse}
          </button>
        )}
        <button type="button" class="button small" onClick={() => void save()}>
          {checkSave}
        </button>
        <CopyButton label={checkCopy} what={report} />
      </Buttons>
    </>
  );
}

async function* once(report: string) {
  yield report;
}
