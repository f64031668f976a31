import { signal } from "@preact/signals";

/** Asks the user for the permission to ask the gateway, in a click; undefined while it is not withheld. */
export const accessOffer = signal<(() => Promise<unknown>) | undefined>(undefined);
