import { useRef } from "preact/hooks";
import "../style/keys.css";
import { text } from "../words/words.ts";
import { isMac } from "./follow-keys.ts";
import { Icon } from "./icon.tsx";
import { useModal } from "./modal.ts";
import { singleKeys } from "./preferences.ts";
import { keySigns, shortcuts, type Shortcut } from "./shortcuts.ts";
import { SingleKeysSwitch } from "./single-keys-switch.tsx";

/** Lists the keys that do something. */
export function KeysDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { keysTitle, close: closeLabel } = text.value;
  useModal(dialog);
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys-title" onClose={close}>
      <header>
        <h2 id="keys-title">{keysTitle}</h2>
        <button
          type="button"
          class="round"
          autoFocus
          aria-label={closeLabel}
          title={closeLabel}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="keys-body" tabIndex={0} role="region" aria-label={keysTitle}>
        <dl>
          {[...byLabel(shortcuts.value)].map(([label, keys]) => (
            <Line key={label} label={label} keys={keys} />
          ))}
        </dl>
        <SingleKeysSwitch />
      </div>
    </dialog>
  );
}

function byLabel(all: readonly Shortcut[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { keys, label } of all) found.set(label(), [...(found.get(label()) ?? []), ...keys]);
  return found;
}

function Line({ label, keys }: { label: string; keys: readonly string[] }) {
  const off = singleKeys.value === "off";
  const working = keys.filter((key) => !off || [...key].length > 1);
  if (working.length === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {working.map((key) => (
          <span key={key} class="key-press">
            {keySigns(key, isMac()).map((sign) => (
              <kbd key={sign}>{sign}</kbd>
            ))}
          </span>
        ))}
      </dd>
    </div>
  );
}
