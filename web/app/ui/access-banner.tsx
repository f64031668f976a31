import { text } from "../words/words.ts";
import { AccessButton } from "./access-button.tsx";
import { accessOffer } from "./access-offer.ts";
import { Icon } from "./icon.tsx";

/** Says that the browser withholds the permission to ask the gateway; nothing while it does not. */
export function AccessBanner() {
  const { problems, hints } = text.value;
  return (
    accessOffer.value && (
      <div class="banner bad" role="alert">
        <Icon name="warning" />
        <p>
          <strong>{problems.withheld}</strong> <span>{hints.withheld}</span>
        </p>
        <AccessButton />
      </div>
    )
  );
}
