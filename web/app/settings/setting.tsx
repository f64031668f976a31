import type { ComponentChildren } from "preact";

/** One setting: what it is called, and the control for it. */
export function Setting({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="setting">
      <span>{label}</span>
      {children}
    </div>
  );
}

interface TickProps {
  id: string;
  label: string;
  hint: string;
  checked: boolean;
  /** Whether it does nothing now, for another setting is as it is. */
  disabled?: boolean;
  change: (box: HTMLInputElement) => void;
}

/** A setting that is on or off, with what that means. */
export function Tick({ id, label, hint, checked, disabled = false, change }: TickProps) {
  return (
    <div class="setting-tick">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        onChange={(event) => change(event.currentTarget)}
      />
      <label for={id}>{label}</label>
      <p id={`${id}-hint`} class="soft">
        {hint}
      </p>
    </div>
  );
}
