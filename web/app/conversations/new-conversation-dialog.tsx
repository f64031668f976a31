import { useRef, useState } from "preact/hooks";
import type { Session } from "../../sdk/src/index.ts";
import "../style/new-conversation.css";
import { begunId } from "../model/begun.ts";
import { cleanName } from "../model/clean.ts";
import { useModal } from "../ui/modal.ts";
import { shortName } from "../words/names.ts";
import { text } from "../words/words.ts";
import { newConversationText } from "./new-conversation-words.ts";
import { readReceiver } from "./read-receiver.ts";

/** What the dialog needs of the inbox. */
export interface NewConversationNeeds {
  /** The account's own number: nobody writes to themselves. */
  own: string;
  /** The conversation with somebody, by either number; undefined when there is none in the list. */
  find: (userId: string) => Session | undefined;
  /** Opens a conversation; one that does not exist yet is begun by that. */
  open: (id: string) => void;
}

/** Asks whom to write to. Nothing is asked of the gateway before the first message is sent. */
export function NewConversationDialog({ own, find, open, close }: NewConversationNeeds & { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const { newConversation, cancel } = text.value;
  const words = newConversationText.value;
  useModal(dialog, { givesFocusBack: () => document.activeElement === document.body });
  const read = readReceiver(typed, own);
  const known = "userId" in read ? find(read.userId) : undefined;
  const fault = tried && "fault" in read ? words.faults[read.fault](cleanName(read.found, 60)) : "";
  const submit = () => {
    setTried(true);
    if ("fault" in read) return field.current?.focus();
    dialog.current?.close();
    open(known?.sessionId ?? begunId(read.userId));
  };
  return (
    <dialog ref={dialog} class="new-conversation" aria-labelledby="new-conversation-title" onClose={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id="new-conversation-title">{newConversation}</h2>
        <div class="field">
          <label for="new-receiver">{words.to}</label>
          <input
            ref={field}
            id="new-receiver"
            autoFocus
            autoComplete="off"
            spellcheck={false}
            dir="auto"
            aria-invalid={fault !== ""}
            aria-describedby="new-receiver-fault new-receiver-hint"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p id="new-receiver-fault" class="fault" role="alert">
            {fault && <bdi>{fault}</bdi>}
          </p>
          <p id="new-receiver-hint" class="soft" role="status">
            {"fault" in read
              ? words.hint
              : known
                ? words.known(shortName(known, text.value))
                : read.encrypted
                  ? words.encrypted
                  : words.unknown}
          </p>
        </div>
        <div class="buttons">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {cancel}
          </button>
          <button type="submit" class="button primary">
            {words.begin}
          </button>
        </div>
      </form>
    </dialog>
  );
}
