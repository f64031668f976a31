import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface AskingButtonProps {
  /** How it looks; "button" where nothing is said. */
  class?: string;
  type?: "button" | "submit";
  /** What it is called, where it shows a picture alone: while it works, the picture gives way. */
  label?: string;
  /** What a press begins. A press while it is on its way does nothing. */
  press?: () => unknown;
  /** Whether something is on its way that a press did not begin, or of which a form knows. */
  busy?: boolean;
  /** Whether it can do nothing now, although it does not work. */
  disabled?: boolean;
  children: ComponentChildren;
}

/** A button whose answer takes its time: until that is there it keeps its colour, and shows that it works. */
export function AskingButton(props: AskingButtonProps) {
  const { class: look = "button", type = "button", label, press, busy = false, disabled = false, children } = props;
  const [pressed, setPressed] = useState(false);
  const works = busy || pressed;
  const begin = async () => {
    setPressed(true);
    try {
      await press?.();
    } finally {
      setPressed(false);
    }
  };
  return (
    <button
      type={type}
      class={look}
      aria-label={label}
      title={label}
      aria-busy={works}
      aria-disabled={works || disabled}
      onClick={(event) => {
        if (works || disabled) event.preventDefault();
        else if (press) void begin();
      }}
    >
      {works && <span class="spinner" aria-hidden="true" />}
      {(label === undefined || !works) && children}
    </button>
  );
}
