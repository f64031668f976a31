import type { ComponentChildren } from "preact";

interface LoginFieldProps {
  name: string;
  label: string;
  hint: string;
  /** What is wrong with it; nothing where it is right, or nobody knows yet. */
  wrong: ComponentChildren;
  /** What is typed into: it is given what names and describes it. */
  children: (attributes: FieldAttributes) => ComponentChildren;
}

/** What makes a control the one of its label, its hint and what is wrong with it. */
export interface FieldAttributes {
  id: string;
  name: string;
  "aria-describedby": string;
  "aria-invalid": "true" | undefined;
}

/** A field of a login, with what is wrong with it below it. */
export function LoginField({ name, label, hint, wrong, children }: LoginFieldProps) {
  const id = `login-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        name,
        "aria-describedby": wrong ? `${id}-wrong ${id}-hint` : `${id}-hint`,
        "aria-invalid": wrong ? "true" : undefined,
      })}
      {wrong && (
        <div id={`${id}-wrong`} class="fault" role="alert">
          {wrong}
        </div>
      )}
      <small id={`${id}-hint`} class="soft">
        {hint}
      </small>
    </div>
  );
}
