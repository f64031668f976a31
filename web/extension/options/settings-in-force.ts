import { signal } from "@preact/signals";
import { onSettings, readSettings, type Settings } from "../settings.ts";

/** The settings of the background, whoever changes them; undefined until they are read. */
export const settingsInForce = signal<Settings | undefined>(undefined);

const read = async () => (settingsInForce.value = await readSettings());

void read();
onSettings(() => void read());
