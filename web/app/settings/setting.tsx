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
