interface CheckBoxProps {
  id: string;
  label: string;
  /** What it means, below it. */
  hint?: string;
  checked: boolean;
  /** Whether it does nothing now, for something else is as it is. */
  disabled?: boolean;
  change: (box: HTMLInputElement) => void;
}

/** Something that is on or off, with what that means. */
export function CheckBox({ id, label, hint, checked, disabled = false, change }: CheckBoxProps) {
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => change(event.currentTarget)}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="soft">
          {hint}
        </p>
      )}
    </div>
  );
}
