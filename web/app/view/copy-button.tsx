import { useEffect, useState } from "preact/hooks";
import { text } from "../words/words.ts";

/** A button that copies a text. */
export function CopyButton({ label, what }: { label: string; what: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      class="button small"
      onClick={() => void navigator.clipboard?.writeText(what).then(() => setCopied(true))}
    >
      {copied ? text.value.copied : label}
    </button>
  );
}
