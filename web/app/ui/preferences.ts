import { effect, signal } from "@preact/signals";
import { keep, kept, onKept } from "../../common/kept.ts";
import type { PicturesSetting } from "../model/pictures.ts";

/** Light, dark, or what the system has. */
export type Theme = "system" | "light" | "dark";

/** Whether things move: as the system says, or less. */
export type Motion = "system" | "less";

/** How it looks. */
export const theme = remembered<Theme>("theme", ["system", "light", "dark"]);

/** Whether things move. */
export const motion = remembered<Motion>("motion", ["system", "less"]);

/** What happens to pictures from people the account does not follow. */
export const pictures = remembered<PicturesSetting>("pictures", ["ask", "always", "never"]);

function remembered<Value extends string>(name: string, values: [Value, ...Value[]]) {
  const key = `qqmusicpm.${name}`;
  const read = () => {
    const before = kept(key);
    return values.find((value) => value === before) ?? values[0];
  };
  const setting = signal<Value>(read());
  effect(() => keep(key, setting.value === values[0] ? null : setting.value));
  onKept(key, () => (setting.value = read()));
  return setting;
}

/** Lets the page follow the settings. */
export function applySettings(): void {
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value;
    document.documentElement.dataset["motion"] = motion.value;
  });
}
