import { useEffect, useState } from "preact/hooks";

const shownFor = 1500; // ms

/** A function that copies a text, and whether it just did. */
export function useCopy(): [copy: (text: string) => void, copied: boolean] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownFor);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (text: string) =>
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return [copy, copied];
}
