import { effect, signal } from "@preact/signals";
import { keep, kept, onKept } from "../../common/kept.ts";
import type { PicturesSetting } from "../model/pictures.ts";
import type { SendKey } from "../model/send-key.ts";

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

/** Whether keys that are one character alone do something. */
export const singleKeys = remembered<"on" | "off">("singleKeys", ["on", "off"]);

/** Whether the page announces new messages. */
export const notify = remembered<"off" | "on">("notify", ["off", "on"]);

/** Whether an announcement shows what was written, besides who wrote. */
export const notifyContent = remembered<"off" | "on">("notifyContent", ["off", "on"]);
/** What sends a message. */
export const sendKey = remembered<SendKey>("send-key", ["enter", "modified"]);

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
