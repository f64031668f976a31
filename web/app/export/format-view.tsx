import type { ExportRun } from "./export-run.ts";
import type { FileFormat } from "./job.ts";
import { exportText } from "./text.ts";
import { formatsWithPictures } from "./zip-file.ts";

/** What the file will be. */
export function FormatChoice({ run }: { run: ExportRun }) {
  const { format, formats, formatHints } = exportText.value;
  const chosen = run.format.value;
  return (
    <>
      <fieldset class="export-choice">
        <legend>{format}</legend>
        {(Object.keys(formats) as FileFormat[]).map((one) => (
          <label key={one} class="export-radio">
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
      {formatsWithPictures.includes(chosen) && <PicturesChoice run={run} />}
    </>
  );
}

function PicturesChoice({ run }: { run: ExportRun }) {
  const { withPictures, withPicturesHint } = exportText.value;
  return (
    <label class="export-radio export-pictures">
      <input
        type="checkbox"
        checked={run.withPictures.value}
        aria-describedby="export-pictures-hint"
        onChange={(event) => (run.withPictures.value = event.currentTarget.checked)}
      />
      <span>{withPictures}</span>
      <small id="export-pictures-hint" class="soft">
        {withPicturesHint}
      </small>
    </label>
  );
}
