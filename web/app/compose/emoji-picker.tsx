import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { language } from "../../common/language.ts";
import { Lazy } from "../ui/lazy.tsx";
import "../style/emoji.css";
import { emojiGroupNames, emojiIn, findEmoji, type EmojiGroup, type EmojiRecord } from "./emoji.ts";
import { emojiData } from "./emoji-source.ts";
import { emojiVersion } from "./emoji-support.ts";
import { emojiText } from "./emoji-words.ts";
import { takesFirst } from "./keys.ts";

/** The sign of each group. */
const signs: Record<EmojiGroup, string> = {
  smileys: "😀",
  people: "👋",
  animals: "🐵",
  food: "🍇",
  travel: "🚗",
  activities: "🎉",
  objects: "💡",
  symbols: "🎵",
  flags: "🏁",
};

/** The emoji of the system, by group and by name. */
export function EmojiPicker({ choose }: { choose: (emoji: string) => void }) {
  return <Lazy part={emojiData[language.value]}>{(all) => <Loaded all={all} choose={choose} />}</Lazy>;
}

function Loaded({ all, choose }: { all: readonly EmojiRecord[]; choose: (emoji: string) => void }) {
  const words = emojiText.value;
  const search = useRef<HTMLInputElement>(null);
  const tabs = useRef<HTMLDivElement>(null);
  const [written, setWritten] = useState("");
  const [group, setGroup] = useState<EmojiGroup>("smileys");
  const searching = written.trim() !== "";
  const newest = emojiVersion();
  const shown = useMemo(
    () => (searching ? findEmoji(written, all, newest) : emojiIn(group, all, newest)),
    [all, written, group],
  );
  // Elsewhere the focus in a field would open a keyboard over what is to be seen.
  useLayoutEffect(() => {
    if (matchMedia("(pointer: fine)").matches) search.current?.focus();
    else tabs.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  }, []);
  const open = (name: EmojiGroup) => {
    setWritten("");
    setGroup(name);
  };
  const moveTab = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const count = emojiGroupNames.length;
    const next = (emojiGroupNames.indexOf(group) + step + count) % count;
    open(emojiGroupNames[next]!);
    tabs.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
  };
  return (
    <>
      <input
        ref={search}
        type="search"
        class="emoji-search"
        aria-label={words.search}
        placeholder={words.search}
        value={written}
        onInput={(event) => setWritten(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (takesFirst(event) && searching && shown[0]) choose(shown[0].emoji);
        }}
      />
      <div ref={tabs} class="emoji-groups" role="tablist" onKeyDown={moveTab}>
        {emojiGroupNames.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-label={words.groups[name]}
            title={words.groups[name]}
            aria-selected={!searching && name === group}
            tabIndex={name === group ? 0 : -1}
            onClick={() => open(name)}
          >
            {signs[name]}
          </button>
        ))}
      </div>
      <p class={shown.length === 0 ? "emoji-nothing soft" : "unseen"} role="status">
        {shown.length === 0 ? words.nothing : searching && words.found(shown.length)}
      </p>
      <Grid
        key={searching ? "found" : group}
        label={searching ? words.search : words.groups[group]}
        shown={shown}
        choose={choose}
      />
    </>
  );
}

interface GridProps {
  label: string;
  shown: readonly EmojiRecord[];
  choose: (emoji: string) => void;
}

// The Tab key stops at one of them; the arrows go from there.
function Grid({ label, shown, choose }: GridProps) {
  const [at, setAt] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const current = at < shown.length ? at : 0;
  const move = (event: KeyboardEvent) => {
    const buttons = [...place.current!.querySelectorAll<HTMLElement>("button")];
    const columns = buttons.filter((one) => one.offsetTop === buttons[0]!.offsetTop).length;
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      Home: -current,
      End: shown.length - 1 - current,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(shown.length - 1, current + step));
    setAt(next);
    buttons[next]?.focus();
  };
  return (
    <div ref={place} class="emoji-grid" role="group" aria-label={label} onKeyDown={move}>
      {shown.map(({ emoji, annotation }, i) => (
        <button
          key={emoji}
          type="button"
          aria-label={annotation}
          title={annotation}
          tabIndex={i === current ? 0 : -1}
          onFocus={() => setAt(i)}
          onClick={() => choose(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
