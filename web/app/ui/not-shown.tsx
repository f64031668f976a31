import type { PictureFate } from "../model/pictures.ts";
import { text } from "../words/words.ts";
import { pictureConsent } from "./picture-consent.ts";

interface NotShownProps {
  fate: Exclude<PictureFate, { fate: "show" }>;
  video: boolean;
  /** Told before it is shown: the button that was pressed goes. */
  onAllow: () => void;
}

/** Why a picture or a video is not shown, in one line; with a question where the user may want to see it. */
export function NotShown({ fate, video, onAllow }: NotShownProps) {
  const words = text.value;
  if (fate.fate !== "ask") {
    const why = { never: words.pictureHidden, none: words.pictureAway };
    return <p>{fate.fate === "insecure" ? words.notSecure(fate.host) : why[fate.fate]}</p>;
  }
  const { host } = fate;
  const allow = (always: boolean) => () => {
    onAllow();
    if (always) pictureConsent.allowAlways(host);
    else pictureConsent.allow(host);
  };
  return (
    <div class="picture-question">
      <span title={host}>
        <bdi dir="ltr">{video ? words.videoFrom(host) : words.pictureFrom(host)}</bdi>
      </span>
      <button
        type="button"
        class="button small"
        aria-label={words.showOnceFrom(host)}
        title={words.showOnceFrom(host)}
        onClick={allow(false)}
      >
        {words.showOnce}
      </button>
      <button
        type="button"
        class="button small"
        aria-label={words.showAlwaysFrom(host)}
        title={words.showAlwaysFrom(host)}
        onClick={allow(true)}
      >
        {words.showAlways}
      </button>
    </div>
  );
}
