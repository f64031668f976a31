import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { language } from "../../common/language.ts";
import type { Bridge } from "../bridge.ts";
import { destroys, type Destroyer } from "../destroyers.ts";
import { complainOfMissing, selected } from "../form.ts";
import { loading } from "../module.ts";
import { run, running } from "../runs.ts";
import { text } from "../words/words.ts";

const asking = signal<Destroyer | undefined>(undefined);

/** Makes the call in view; asks first when it destroys something. */
export function runOrAsk(bridge: Bridge): void {
  const name = selected.value.name;
  if (running.value || asking.value) return;
  if (complainOfMissing()) return;
  if (destroys(name)) asking.value = name;
  else void run(bridge);
}

/** Asks before something is destroyed. */
export function Confirmation() {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = asking.value;
  useLayoutEffect(() => {
    if (name) dialog.current?.showModal();
  }, [name]);
  // Back and forward lead to another call: nothing was asked about that one.
  const isOther = name !== undefined && selected.value.name !== name;
  useEffect(() => {
    if (isOther) dialog.current?.close();
  }, [isOther]);
  const title = selected.value.title[language.value];
  const go = () => {
    dialog.current?.close();
    if (loading.value.state === "ready") void run(loading.value.bridge);
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      onClose={() => (asking.value = undefined)}
    >
      {name && (
        <>
          <h2 id="confirm-title">{text.value.confirmTitle(title)}</h2>
          <p id="confirm-text">{text.value.confirmations[name]}</p>
          <div class="buttons">
            <button type="button" autoFocus onClick={() => dialog.current?.close()}>
              {text.value.cancel}
            </button>
            <button type="button" class="danger" onClick={go}>
              {title}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}
