import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { DiskStore } from "../archive/disk-store.ts";
import { exclusive } from "../archive/exclusive.ts";
import { takeOlderExports } from "../archive/older-export.ts";
import type { Host } from "../host.ts";
import { accountKey } from "../model/account-id.ts";
import { pictureAddress } from "../model/pictures.ts";
import { Icon } from "../ui/icon.tsx";
import { useModal } from "../ui/modal.ts";
import { saveFile } from "../ui/save-file.ts";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import type { ExportOptions } from "./export-options.ts";
import { ExportRun } from "./export-run.ts";
import { fetchPicture } from "./fetch-picture.ts";
import { PhaseView } from "./phase-view.tsx";
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
    fetchPicture,
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
  useModal(dialog, { gone: () => run.close() });
  // The button that was pressed is gone in the next phase: the focus goes to what is to be done there.
  useLayoutEffect(() => {
    if (!body.current?.contains(document.activeElement) || phase === "choosing")
      body.current?.querySelector<HTMLElement>(".primary, .buttons > :only-child")?.focus();
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
        <PhaseView run={run} close={() => dialog.current?.close()} />
      </div>
      <p class="unseen" role="status">
        {run.announcement.value}
      </p>
    </dialog>
  );
}
