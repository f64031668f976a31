import type { ComponentChildren } from "preact";

/** Interim. */
export function ErrorBoundary({ children }: { place: string; resetKey?: unknown; children: ComponentChildren }) {
  return <>{children}</>;
}
