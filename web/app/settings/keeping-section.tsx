import { languageTag } from "../../common/language.ts";
import type { KeptSize } from "../archive/archive-store.ts";
import { CheckBox } from "../ui/check-box.tsx";
import { ask } from "../ui/question.tsx";
import { numbers } from "../words/numbers.ts";
import { text } from "../words/words.ts";
import { BackupView } from "./backup-view.tsx";
import { KeepEverythingView } from "./keep-everything-view.tsx";
import type { KeepingView } from "./keeping-view.ts";

/** Which messages are kept on this computer. */
export function KeepingSection({ keeping }: { keeping: KeepingView }) {
  const words = text.value;
  const keeps = keeping.keeps.value;
  const job = keeping.job.value;
  const notKept = keeping.notKept.value;
  const setKeeps = async (box: HTMLInputElement) => {
    const { keepStopTitle, keepStopText, keepStop } = words;
    const body = <p>{keepStopText}</p>;
    const isMeant = box.checked || (await ask({ title: keepStopTitle, body, confirm: keepStop, danger: true }));
    if (isMeant) keeping.setKeeps(!keeps);
    // The box shows what is the case, not what was pressed.
    box.checked = keeping.keeps.value;
  };
  return (
    <section class="keeping">
      <h3>{words.keepTitle}</h3>
      <CheckBox
        id="keep-messages"
        label={words.keepMessages}
        hint={words.keepMessagesHint}
        checked={keeps}
        change={(box) => void setKeeps(box)}
      />
      {keeps && (
        <>
          {notKept ? <p class="keeping-failed">{words.notKeptBecause[notKept]}</p> : <Size size={keeping.size.value} />}
          <CheckBox
            id="keep-gone"
            label={words.keepGone}
            hint={words.keepGoneHint}
            checked={keeping.keepsGone.value}
            change={(box) => keeping.setKeepsGone(box.checked)}
          />
          {job && <KeepEverythingView job={job} />}
          <BackupView keeping={keeping} />
        </>
      )}
    </section>
  );
}

function Size({ size }: { size: KeptSize | undefined }) {
  if (!size) return null;
  const { keepSize, keepBytes } = text.value;
  const { format } = numbers();
  return (
    <p class="soft">
      {keepSize(format(size.conversations), format(size.messages))}
      {size.bytes !== undefined && ` ${keepBytes(megabytes(size.bytes))}`}
    </p>
  );
}

function megabytes(bytes: number): string {
  const digits = bytes < 10_000_000 ? 1 : 0;
  const unit = { style: "unit", unit: "megabyte", maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(languageTag.value, unit).format(bytes / 1_000_000);
}
