import { checkOffer } from "../ui/check-offer.ts";
import { text } from "../words/words.ts";

/** Where the check of the gateway is opened. */
export function CheckSection() {
  const { checkGateway, checkSetting } = text.value;
  const check = checkOffer.value;
  if (!check) return null;
  return (
    <section>
      <h3>{checkGateway}</h3>
      <p class="soft">{checkSetting}</p>
      <button type="button" class="button small" onClick={check}>
        {checkGateway}
      </button>
    </section>
  );
}
