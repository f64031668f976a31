import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { text } from "../words/words.ts";

/** A part of the page that is loaded when it is opened. */
export interface Later<Part> {
  /** What was loaded; undefined while it is not there. */
  part: Part | undefined;
  failed: boolean;
  /** Loads it once more after that failed. */
  again: () => void;
}

/** Loads a part of the page as soon as what uses this is shown. */
export function useLater<Part>(load: () => Promise<Part>): Later<Part> {
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{ part?: Part; failed: boolean }>({ failed: false });
  useEffect(() => {
    let left = false;
    setState({ failed: false });
    load().then(
      (part) => !left && setState({ part, failed: false }),
      () => !left && setState({ failed: true }),
    );
    return () => {
      left = true;
    };
  }, [tries]);
  return { part: state.part, failed: state.failed, again: () => setTries((before) => before + 1) };
}

interface NotYetProps {
  later: Later<unknown>;
  /** What else can be done in its place: closing it. */
  children?: ComponentChildren;
}

/** Stands where a part will be: says that it is being loaded, or that this failed, and offers to try again. */
export function NotYet({ later: { failed, again }, children }: NotYetProps) {
  const words = text.value;
  return (
    <div class="not-yet">
      <p role={failed ? "alert" : "status"}>{failed ? words.partFailed : words.loadingPart}</p>
      {failed && (
        <button type="button" class="button small" onClick={again}>
          {words.again}
        </button>
      )}
      {children}
    </div>
  );
}
