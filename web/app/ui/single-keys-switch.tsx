import { text } from "../words/words.ts";
import { singleKeys } from "./preferences.ts";
import { Segments } from "./segments.tsx";

/** Where keys of one character alone are switched on and off. */
export function SingleKeysSwitch() {
  const { singleKeys: label, singleKeysNote, onOff } = text.value;
  return (
    <>
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
    </>
  );
}
