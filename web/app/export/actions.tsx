import type { ComponentChildren } from "preact";

/** The buttons of a phase. */
export function Buttons({ children }: { children: ComponentChildren }) {
  return <div class="buttons">{children}</div>;
}

interface ActionProps {
  label: string;
  run: () => void;
  /** It is what is to be done next. */
  primary?: boolean;
  /** It stays where it is, but does nothing. */
  disabled?: boolean;
}

/** A button of a phase. */
export function Action({ label, run, primary, disabled }: ActionProps) {
  return (
    <button
      key={label}
      type="button"
      class={primary ? "button primary" : "button"}
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) run();
      }}
    >
      {label}
    </button>
  );
}
