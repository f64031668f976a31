import { signal } from "@preact/signals";

/** Opens the check of the gateway; undefined while there is none, as before somebody has signed in. */
export const checkOffer = signal<(() => void) | undefined>(undefined);
