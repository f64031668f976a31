import { pictureConsent } from "../ui/picture-consent.ts";
import { text } from "../words/words.ts";

/** The hosts whose pictures are always shown, each with a way to take that back. Nothing where there are none. */
export function PictureHosts() {
  const { picturesAlways, picturesAlwaysNote, askAgain, askAgainFor } = text.value;
  const hosts = pictureConsent.always.value;
  if (hosts.length === 0) return null;
  return (
    <>
      <h4 id="picture-hosts">{picturesAlways}</h4>
      <ul class="picture-hosts" aria-labelledby="picture-hosts">
        {hosts.map((host) => (
          <li key={host} class="setting">
            <span>{host}</span>
            <button
              type="button"
              class="button small"
              aria-label={askAgainFor(host)}
              onClick={({ currentTarget }) => {
                focusBeside(currentTarget);
                pictureConsent.takeBack(host);
              }}
            >
              {askAgain}
            </button>
          </li>
        ))}
      </ul>
      <p class="soft">{picturesAlwaysNote}</p>
    </>
  );
}

// The button goes with its line.
function focusBeside(button: HTMLElement): void {
  const line = button.closest("li");
  const beside = (line?.nextElementSibling ?? line?.previousElementSibling)?.querySelector("button");
  (beside ?? button.closest<HTMLElement>("[tabindex]"))?.focus();
}
