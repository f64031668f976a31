import { useRef } from "preact/hooks";
import { languageTag } from "../../common/language.ts";
import type { BackupResult, BackupRefused } from "../archive/backup.ts";
import type { BackupState } from "../archive/backup-run.ts";
import { cleanName } from "../model/clean.ts";
import { numbers } from "../words/numbers.ts";
import { text } from "../words/words.ts";
import type { KeepingView } from "./keeping-view.ts";

/** Reads a backup back in. */
export function BackupView({ keeping }: { keeping: KeepingView }) {
  const words = text.value;
  const input = useRef<HTMLInputElement>(null);
  const run = keeping.backup.value;
  const isReading = run?.state.value.state === "reading";
  const read = (files: FileList | null) => {
    const file = files?.[0];
    if (file) keeping.readBackup(file);
    // The same file can be chosen once more.
    if (input.current) input.current.value = "";
  };
  return (
    <div class="keeping-part">
      <h4>{words.backupTitle}</h4>
      <p class="soft">{words.backupHint}</p>
      <input
        ref={input}
        type="file"
        accept=".jsonl"
        aria-label={words.backupTitle}
        hidden
        onChange={(event) => read(event.currentTarget.files)}
      />
      {run && <State now={run.state.value} musicid={keeping.musicid} />}
      <div class="buttons">
        {isReading ? (
          <button type="button" class="button small" onClick={() => run.stop()}>
            {words.backupStop}
          </button>
        ) : (
          <button type="button" class="button small" onClick={() => input.current?.click()}>
            {words.backupChoose}
          </button>
        )}
      </div>
    </div>
  );
}

function State({ now, musicid }: { now: BackupState; musicid: string }) {
  const words = text.value;
  const { format } = numbers();
  switch (now.state) {
    case "reading": {
      const { bytes, size, messages } = now.progress;
      const share = size > 0 ? bytes / size : 1;
      const percent = new Intl.NumberFormat(languageTag.value, { style: "percent" }).format(share);
      return (
        <>
          <progress aria-label={words.backupTitle} value={share} max={1} />
          <p>{words.backupReading(percent, format(messages))}</p>
        </>
      );
    }
    case "done":
      return (
        <div role="status">
          <p>{words.backupDone(format(now.result.messages), format(now.result.added))}</p>
          <Damaged result={now.result} />
        </div>
      );
    case "stopped":
      return <p role="status">{words.backupStopped(format(now.progress.messages))}</p>;
    case "refused":
      return <Failed>{refusalOf(now.refused, musicid)}</Failed>;
    case "notKept":
      return <Failed>{words.backupNotKept}</Failed>;
    case "failed":
      return <Failed>{words.backupFailed(now.detail)}</Failed>;
  }
}

function Failed({ children }: { children: string }) {
  return (
    <p class="keeping-failed" role="alert">
      {children}
    </p>
  );
}

function Damaged({ result: { damaged, damagedLines } }: { result: BackupResult }) {
  if (damaged === 0) return null;
  const { backupDamaged, backupDamagedMore } = text.value;
  const lines = new Intl.ListFormat(languageTag.value, { type: "unit" }).format(damagedLines.map(String));
  const count = numbers().format(damaged);
  return <p>{damaged > damagedLines.length ? backupDamagedMore(count, lines) : backupDamaged(count, lines)}</p>;
}

function refusalOf({ reason, found }: BackupRefused, own: string): string {
  const { backupNoBackup, backupOtherVersion, backupOtherAccount } = text.value;
  const name = cleanName(found, 24);
  if (reason === "account") return backupOtherAccount(name, own);
  return reason === "version" ? backupOtherVersion(name) : backupNoBackup;
}
