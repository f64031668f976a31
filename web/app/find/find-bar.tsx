import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "../ui/icon.tsx";
import { registerShortcut } from "../ui/shortcuts.ts";
import { numbers } from "../words/numbers.ts";
import type { Find } from "./find.ts";
import { findText } from "./words.ts";

/** What is left of the search over the conversation that was gone to: the other messages that were found in it. */
export function FindBar({ find }: { find: Find }) {
  const bar = useRef<HTMLDivElement>(null);
  const older = () => bar.current?.querySelector<HTMLElement>("[data-step='1']");
  const words = findText.value;
  const at = find.at.value;
  const isThere = at !== undefined && !find.asking.value;
  // The keys of the bar work at once: what was gone to is lit up without the focus.
  useLayoutEffect(() => {
    if (isThere) older()?.focus();
  }, [isThere]);
  // Wherever the focus went since.
  useLayoutEffect(() => {
    if (isThere)
      return registerShortcut({ keys: ["Escape"], label: () => findText.value.backKey, run: () => goBack(find) });
  }, [isThere]);
  if (!isThere) return null;
  const { place, count } = at;
  const { format } = numbers();
  const query = find.text.value.trim();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") find.back();
    else if (event.key === "Enter" && event.target === older()) void find.step(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowUp") void find.step(1);
    else if (event.key === "ArrowDown") void find.step(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={bar}
      class="find-bar"
      role="group"
      aria-label={query === "" ? words.results : words.bar(query)}
      onKeyDown={onKeyDown}
    >
      <button type="button" class="find-again" title={words.toResults} onClick={() => find.ask()}>
        <Icon name="search" />
        <bdi>{query || words.results}</bdi>
        <span class="unseen">{words.toResults}</span>
      </button>
      <span class="find-place">
        <span aria-hidden="true">
          {format(place + 1)} / {format(count)}
        </span>
        <span class="unseen" role="status">
          {words.place(format(place + 1), format(count))}
        </span>
      </span>
      <Button icon="send" label={words.older} disabled={place + 1 >= count} step={1} run={() => void find.step(1)} />
      <Button icon="down" label={words.newer} disabled={place <= 0} step={-1} run={() => void find.step(-1)} />
      <Button icon="back" label={words.back} run={() => find.back()} />
      <Button icon="close" label={words.end} run={() => find.end()} />
    </div>
  );
}

// A field of the list is emptied first, as everywhere.
function goBack(find: Find): boolean {
  if (document.activeElement?.matches("input[type=search]:not(:placeholder-shown)")) return false;
  find.back();
  return true;
}

interface ButtonProps {
  icon: IconName;
  label: string;
  disabled?: boolean;
  /** How many messages further it leads. */
  step?: number;
  run: () => void;
}

// One that is at the end keeps the focus.
function Button({ icon, label, disabled = false, step, run }: ButtonProps) {
  return (
    <button
      type="button"
      class="round"
      aria-label={label}
      title={label}
      aria-disabled={disabled}
      data-step={step}
      onClick={() => {
        if (!disabled) run();
      }}
    >
      <Icon name={icon} />
    </button>
  );
}
