import { enumerated, objectOf, type Raw } from "../model/raw.ts";

/** What of a message's content is filled. */
export type Filled = "content" | "title" | "pic" | "url" | "tips" | "text" | "nothing";

/** Messages of one type. */
export interface TypeSeen {
  /** The number of the type. */
  type: string;
  count: number;
  /** What is filled in any of them. */
  filled: Filled[];
}

const contents = ["content", "title", "pic", "url"] as const;

/** What of a message is filled. `text`: its meta_data is a text in place of an object. */
export function filledOf(message: Raw): Filled[] {
  const { meta_data, tips } = message;
  if (typeof meta_data === "string" && meta_data !== "") return ["text"];
  const meta = objectOf(meta_data);
  const filled: Filled[] = contents.filter((name) => typeof meta[name] === "string" && meta[name] !== "");
  if (typeof tips === "string" && tips !== "") filled.push("tips");
  return filled.length > 0 ? filled : ["nothing"];
}

/** The types of messages, by their numbers, and what is filled in them. */
export function typesSeen(messages: readonly Raw[]): TypeSeen[] {
  const types = new Map<string, { count: number; filled: Set<Filled> }>();
  for (const message of messages) {
    const type = enumerated(message["msg_type"] ?? 0);
    const seen = types.get(type) ?? { count: 0, filled: new Set() };
    types.set(type, seen);
    seen.count++;
    for (const one of filledOf(message)) seen.filled.add(one);
  }
  return [...types]
    .map(([type, { count, filled }]) => ({ type, count, filled: [...filled] }))
    .sort((one, other) => Number(one.type) - Number(other.type));
}

/** A state that a message with nothing in it has. */
export interface HuskSeen {
  state: string;
  showType: string;
  count: number;
}

// A picture may be empty before its details were asked for, and a pat always is.
const emptyTypes = ["2", "3", "5", "6", "8"];

/** Messages with nothing in them, as deleted ones may be, by their state and show_type. */
export function husksSeen(messages: readonly Raw[]): HuskSeen[] {
  const husks = new Map<string, HuskSeen>();
  for (const message of messages) {
    if (!filledOf(message).includes("nothing") || emptyTypes.includes(enumerated(message["msg_type"] ?? 0))) continue;
    const [state, showType] = [enumerated(message["state"] ?? 0), enumerated(message["show_type"] ?? 0)];
    const husk = husks.get(`${state} ${showType}`) ?? { state, showType, count: 0 };
    husk.count++;
    husks.set(`${state} ${showType}`, husk);
  }
  return [...husks.values()];
}
