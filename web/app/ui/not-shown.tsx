import type { PictureFate } from "../model/pictures.ts";
import { text } from "../words/words.ts";
import { pictureConsent } from "./picture-consent.ts";

/** Why a picture or a video is not shown, in one line; with a question where the user may want to see it. */
export function NotShown({ fate, video }: { fate: Exclude<PictureFate, { fate: "show" }>; video: boolean }) {
  const words = text.value;
  if (fate.fate !== "ask") {
    const why = { never: words.pictureHidden, none: words.pictureAway };
    return <p>{fate.fate === "insecure" ? words.notSecure(fate.host) : why[fate.fate]}</p>;
  }
  const { host } = fate;
  return (
    <div class="picture-question">
      <span>{video ? words.videoFrom(host) : words.pictureFrom(host)}</span>
      <button
        type="button"
        class="button small"
        aria-label={words.showOnceFrom(host)}
        title={words.showOnceFrom(host)}
        onClick={() => pictureConsent.allow(host)}
      >
        {words.showOnce}
      </button>
      <button
        type="button"
        class="button small"
        aria-label={words.showAlwaysFrom(host)}
        title={words.showAlwaysFrom(host)}
        onClick={() => pictureConsent.allowAlways(host)}
      >
        {words.showAlways}
      </button>
    </div>
  );
}
