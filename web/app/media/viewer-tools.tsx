import { useEffect, useState } from "preact/hooks";
import type { Host } from "../host.ts";
import type { Medium } from "../model/medium.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { text } from "../words/words.ts";
import type { Grip } from "./grip.ts";
import { canCopyPictures, copyPicture, downloadPicture } from "./keep-picture.ts";
import { viewerText } from "./words.ts";
import { zoomStep } from "./zoom.ts";

interface RoundButtonProps {
  icon: IconName;
  label: string;
  press: () => void;
  disabled?: boolean;
  class?: string;
}

/** A button of the viewer. One that does nothing now keeps the focus. */
export function RoundButton({ icon, label, press, disabled = false, class: name = "" }: RoundButtonProps) {
  return (
    <button
      type="button"
      class={`round ${name}`}
      aria-label={label}
      title={label}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) press();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}

interface ViewerToolsProps {
  host: Host;
  medium: Medium;
  grip: Grip;
  /** What a file of it is called, without ending. */
  fileName: string;
}

/** What can be done with what is in view. */
export function ViewerTools({ host, medium: { video, picture, full, link }, grip, fileName }: ViewerToolsProps) {
  const words = viewerText.value;
  const [said, setSaid] = useState<string | { opened: string }>("");
  useEffect(() => setSaid(""), [fileName, link]);
  const address = !video && picture.fate === "show" ? (full ?? picture.address) : undefined;
  const save = async (from: string) => {
    setSaid("");
    if (await downloadPicture(host, from, fileName)) return setSaid(words.saved);
    open(from, "_blank", "noopener,noreferrer");
    setSaid({ opened: from });
  };
  const copy = (from: string) => {
    setSaid("");
    copyPicture(host, from).then(
      () => setSaid(words.copied),
      () => setSaid(words.copyFailed),
    );
  };
  return (
    <div class="viewer-tools">
      {address !== undefined && <ZoomTools grip={grip} />}
      {address !== undefined && canCopyPictures() && (
        <RoundButton icon="copy" label={words.copyPicture} press={() => copy(address)} />
      )}
      {address !== undefined && <RoundButton icon="save" label={words.save} press={() => void save(address)} />}
      {link && (
        <OutsideLink address={link} class="round">
          <Icon name="outside" />
          <span class="unseen">{video ? text.value.openVideo : words.openOriginal}</span>
        </OutsideLink>
      )}
      <div class="viewer-said" role="status">
        {typeof said === "string" ? (
          said && <p>{said}</p>
        ) : (
          <p>
            {words.opened(new URL(said.opened).host)}{" "}
            <OutsideLink address={said.opened}>{words.openOriginal}</OutsideLink>
          </p>
        )}
      </div>
    </div>
  );
}

function ZoomTools({ grip }: { grip: Grip }) {
  const words = viewerText.value;
  const zoom = grip.zoom.value;
  const whole = zoom?.isFitted ?? true;
  return (
    <>
      <RoundButton
        icon="smaller"
        label={words.zoomOut}
        disabled={whole}
        press={() => grip.change((one) => one.scaledBy(1 / zoomStep))}
      />
      <RoundButton
        icon="larger"
        label={words.zoomIn}
        disabled={zoom?.isLargest ?? true}
        press={() => grip.change((one) => one.scaledBy(zoomStep))}
      />
      {whole ? (
        <RoundButton
          icon="original"
          label={words.original}
          disabled={zoom?.isOriginal ?? true}
          press={() => grip.change((one) => one.original())}
        />
      ) : (
        <RoundButton icon="fit" label={words.fit} press={() => grip.change((one) => one.fitted())} />
      )}
    </>
  );
}
