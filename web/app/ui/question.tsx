import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { text } from "../words/words.ts";
import { useModal } from "./modal.ts";

/** What is asked before something happens. */
export interface Question {
  /** Names the thing that it is about. */
  title: string;
  body: ComponentChildren;
  /** Names what is done with it. */
  confirm: string;
  /** Whether something is lost by it, or cannot be undone. */
  danger?: boolean;
  /** A word that has to be typed first. */
  typed?: string;
}

const asked = signal<{ question: Question; answer: (yes: boolean) => void } | undefined>(undefined);

/** Asks, and gives the answer. The focus returns to where it was. */
export function ask(question: Question): Promise<boolean> {
  asked.value?.answer(false);
  return new Promise((resolve) => (asked.value = { question, answer: resolve }));
}

/** The place of the question. */
export function QuestionLayer() {
  const now = asked.value;
  return now ? <QuestionDialog key={now.question.title} {...now} /> : null;
}

function QuestionDialog({ question, answer }: { question: Question; answer: (yes: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const said = useRef(false);
  const [typed, setTyped] = useState("");
  const { cancel, typeToConfirm } = text.value;
  useModal(dialog);
  const ready = question.typed === undefined || typed.trim() === question.typed;
  const close = (yes: boolean) => {
    said.current = yes;
    dialog.current?.close();
  };
  return (
    <dialog
      ref={dialog}
      class="question"
      aria-labelledby="question-title"
      aria-describedby="question-body"
      onClose={() => {
        asked.value = undefined;
        answer(said.current);
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) close(true);
        }}
      >
        <h2 id="question-title">{question.title}</h2>
        <div id="question-body" class="question-body">
          {question.body}
        </div>
        {question.typed !== undefined && (
          <label class="field">
            <span>{typeToConfirm(question.typed)}</span>
            <input autoComplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
          </label>
        )}
        <div class="buttons">
          <button type="button" class="button" autoFocus onClick={() => close(false)}>
            {cancel}
          </button>
          <button type="submit" class={question.danger ? "button danger" : "button primary"} aria-disabled={!ready}>
            {question.confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}
