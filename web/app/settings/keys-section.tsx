import { openKeys } from "../ui/open-keys.ts";
import { SingleKeysSwitch } from "../ui/single-keys-switch.tsx";
import { text } from "../words/words.ts";

/** The keys in the settings. */
export function KeysSection() {
  const { keysTitle, keysShow } = text.value;
  return (
    <section>
      <h3>{keysTitle}</h3>
      <SingleKeysSwitch />
      <button type="button" class="button small" onClick={openKeys}>
        {keysShow}
      </button>
    </section>
  );
}
