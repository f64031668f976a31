import { openKeys } from "../ui/open-keys.ts";
import { singleKeys } from "../ui/preferences.ts";
import { Segments } from "../ui/segments.tsx";
import { text } from "../words/words.ts";

/** The keys in the settings. */
export function KeysSection() {
  const { keysTitle, keysShow, singleKeys: label, singleKeysNote, onOff } = text.value;
  return (
    <section>
      <h3>{keysTitle}</h3>
      <div class="setting">
        <span>{label}</span>
        <Segments
          label={label}
          value={singleKeys.value}
          choices={[
            ["on", onOff.on],
            ["off", onOff.off],
          ]}
          choose={(value) => (singleKeys.value = value)}
        />
      </div>
      <p class="soft">{singleKeysNote}</p>
      <button type="button" class="button small" onClick={openKeys}>
        {keysShow}
      </button>
    </section>
  );
}
