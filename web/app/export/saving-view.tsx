import { numbers } from "../words/numbers.ts";
import { exportText } from "./text.ts";
import type { PictureCounts } from "./zip-file.ts";

/** How far the writing of a file is. */
export function SavingView({ pictures }: { pictures: PictureCounts | undefined }) {
  const { saving, savingPictures } = exportText.value;
  const { format } = numbers();
  if (!pictures || pictures.done === pictures.all) return <p>{saving}</p>;
  const said = savingPictures(format(pictures.done), format(pictures.all));
  return (
    <>
      <p>{said}</p>
      <progress class="export-pictures-progress" aria-label={said} value={pictures.done} max={pictures.all} />
    </>
  );
}

/** How many of the pictures are in the file. */
export function MissingPictures({ pictures }: { pictures: PictureCounts | undefined }) {
  if (!pictures || pictures.all === 0) return null;
  const { picturesMissing, picturesThere } = exportText.value;
  const { format } = numbers();
  const all = format(pictures.all);
  return <p>{pictures.failed > 0 ? picturesMissing(format(pictures.failed), all) : picturesThere(all)}</p>;
}
