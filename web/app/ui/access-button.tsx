import { text } from "../words/words.ts";
import { accessOffer } from "./access-offer.ts";
import { AskingButton } from "./asking-button.tsx";

/** The button that asks for the permission to ask the gateway; nothing while it is not withheld. */
export function AccessButton() {
  const ask = accessOffer.value;
  return (
    ask && (
      <AskingButton class="button small" press={ask}>
        {text.value.allowAccess}
      </AskingButton>
    )
  );
}
