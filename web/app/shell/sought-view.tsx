import { Icon } from "../ui/icon.tsx";
import { ProblemPanel } from "../ui/problem-view.tsx";
import { text } from "../words/words.ts";
import type { InboxAddress, Sought } from "./inbox-address.ts";

/** In place of a conversation that an address leads to and that is not at hand: whether it is looked for, and what then. */
export function SoughtView({ address, sought, more }: { address: InboxAddress; sought: Sought; more: boolean }) {
  const words = text.value;
  const toList = (
    <button type="button" class="button" onClick={() => address.giveUp()}>
      {words.toList}
    </button>
  );
  if (sought.problem) {
    return (
      <ProblemPanel problem={sought.problem}>
        <button type="button" class="button primary" onClick={() => void address.look()}>
          {words.again}
        </button>
        {toList}
      </ProblemPanel>
    );
  }
  const missing = sought.state === "missing";
  return (
    <div class="nothing-open sought" role="status">
      <Icon name="message" />
      <p>{missing ? words.conversationMissing : words.lookingForConversation}</p>
      {missing && <p class="soft">{more ? words.conversationNotFurther : words.conversationMissingHint}</p>}
      <div class="buttons">
        {missing && more && (
          <button type="button" class="button primary" onClick={() => void address.look()}>
            {words.readOnList}
          </button>
        )}
        {toList}
      </div>
    </div>
  );
}
