import type { ChatEntries, Entry, Session } from "../../sdk/src/index.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { cleanName } from "../model/clean.ts";

/** What the gateway shows beside the messages of a conversation. */
export interface Extras {
  /** A warning; "" when there is none. */
  hint: string;
  badge?: Badge;
  card?: MusicianCard;
  entries: readonly Entry[];
}

/** The badge of a friendship. */
export interface Badge {
  text: string;
  level: string;
  days: string;
  icon: string;
}

/** The card of a musician. */
export interface MusicianCard {
  title: string;
  subtitle: string;
  picture: string;
  fans: string;
  links: { title: string; url: string }[];
}

/** A conversation without any of it. */
export const noExtras: Extras = { hint: "", entries: [] };

/** The scenes of the chat window and of its plus menu. */
const scenes = [1, 2];

/** Asks for all of it at once. What fails is left out: the messages are there without it. */
export async function readExtras(gateway: Gateway, session: Session): Promise<Extras> {
  const encryptUin = session.user?.encryptUin ?? "";
  const userId = session.user?.uin || encryptUin;
  if (encryptUin === "") return noExtras;
  try {
    const [hint, badge, card, entries] = await gateway.callAll((client) =>
      client.batch(
        [
          { call: "getSafetyHint", args: [encryptUin] },
          { call: "getFriendshipBadge", args: [encryptUin] },
          { call: "getMusicianMessageCard", args: [encryptUin] },
          { call: "getChatEntries", args: [scenes], options: { userId } },
        ],
        { settled: true },
      ),
    );
    const extras: Extras = { hint: "", entries: [] };
    if (hint.status === "fulfilled") extras.hint = hint.value.hint;
    if (badge.status === "fulfilled") Object.assign(extras, { badge: readBadge(badge.value) });
    if (card.status === "fulfilled") Object.assign(extras, { card: readCard(card.value.data) });
    if (entries.status === "fulfilled") extras.entries = readEntries(entries.value);
    return extras;
  } catch {
    return noExtras; // the gateway remembers what concerns more than this
  }
}

/** Reads a badge. Its form is not public: what is there is shown. */
export function readBadge(badge: Record<string, unknown>): Badge | undefined {
  const text = cleanName(textOf(badge["Text"]), 20);
  const icon = textOf(badge["Icon"]);
  const level = textOf(badge["Level"]);
  const days = textOf(badge["Days"]);
  return text || icon ? { text, icon, level, days } : undefined;
}

/** Reads a musician's card. Its form is not public: what is there is shown. */
export function readCard(card: Record<string, unknown>): MusicianCard | undefined {
  const title = cleanName(textOf(card["Title"]));
  if (title === "") return undefined;
  const links = Array.isArray(card["cards"]) ? card["cards"] : [];
  return {
    title,
    subtitle: cleanName(textOf(card["SubTitle"])),
    picture: textOf(card["Pic"]),
    fans: textOf(card["FansNum"]),
    links: links.flatMap((link: unknown) => {
      const one = (typeof link === "object" && link !== null ? link : {}) as Record<string, unknown>;
      const linkTitle = cleanName(textOf(one["title"]), 40);
      return linkTitle ? [{ title: linkTitle, url: textOf(one["url"]) }] : [];
    }),
  };
}

function readEntries(answer: ChatEntries): Entry[] {
  return Object.values(answer.entries).flat();
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
