/** An emoji as the data of emoji-picker-element has it; there is more in it than is used here. */
export interface EmojiRecord {
  emoji: string;
  annotation: string;
  tags?: readonly string[];
  group?: number;
  version: number;
}

/** The groups of emoji by their numbers in the data, in the order in which they are shown. */
export const emojiGroups = {
  smileys: 0,
  people: 1,
  animals: 3,
  food: 4,
  travel: 5,
  activities: 6,
  objects: 7,
  symbols: 8,
  flags: 9,
} as const;

/** The name of a group. */
export type EmojiGroup = keyof typeof emojiGroups;

/** The names of all groups. */
export const emojiGroupNames = Object.keys(emojiGroups) as EmojiGroup[];

/** The emoji of a group that the system has: those up to the newest version of emoji that it paints. */
export function emojiIn(group: EmojiGroup, all: readonly EmojiRecord[], newest: number): EmojiRecord[] {
  return all.filter((one) => one.group === emojiGroups[group] && one.version <= newest);
}

/** The most that a search shows. */
const mostFound = 120;

/**
 * The emoji that a text finds in their names and tags: all of its words must be in them, whatever their case. Those whose
 * name begins with the text come first.
 */
export function findEmoji(text: string, all: readonly EmojiRecord[], newest: number): EmojiRecord[] {
  const wanted = text.trim().toLowerCase();
  const parts = wanted.split(/\s+/);
  const found = all.filter((one) => {
    if (one.version > newest || !Object.values<number | undefined>(emojiGroups).includes(one.group)) return false;
    const said = [one.annotation, ...(one.tags ?? []), one.emoji].join("\n").toLowerCase();
    return parts.every((part) => said.includes(part));
  });
  const begins = (one: EmojiRecord) => one.annotation.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))].slice(0, mostFound);
}

// An emoji that came with each version of emoji, the newest first.
const signs: readonly [emoji: string, version: number][] = [
  ["\u{1faea}", 17],
  ["\u{1fae9}", 16],
  ["\u{1fae8}", 15.1],
  ["\u{1fae0}", 14],
  ["\u{1f972}", 13.1],
  ["\u{1f97b}", 12.1],
  ["\u{1f970}", 11],
];

/** The newest version of emoji that the system has. `paints` says whether it has an emoji. */
export function newestEmoji(paints: (emoji: string) => boolean): number {
  return signs.find(([emoji]) => paints(emoji))?.[1] ?? 5;
}
