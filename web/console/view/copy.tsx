import { useEffect, useState } from "preact/hooks";
import { text } from "../language.ts";

/** A button that copies a text. */
export function Copy({ what, name }: { what: () => string; name: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard?.writeText(what()).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  const label = copied ? text.value.copied : text.value.copy;
  return (
    <button type="button" class="small" aria-label={`${label}: ${name}`} onClick={() => void copy()}>
      {label}
    </button>
  );
}
