import { effect } from "@preact/signals";
import type { Host } from "../host.ts";
import { accessOffer } from "../ui/access-offer.ts";

/** Offers to ask for the permission to ask the gateway, while it is withheld. Gives what ends that. */
export function offerAccess({ access }: Pick<Host, "access">): () => void {
  return effect(() => {
    accessOffer.value = access?.withheld.value ? () => access.ask() : undefined;
  });
}
