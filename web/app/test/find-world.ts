// A search in three conversations, and what it finds.

import type { TestContext } from "node:test";
import { signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Found, Hit, HitPlace, SearchExtent, SearchLimit, SearchQuery } from "../archive/search-query.ts";
import { Find, type FindStart } from "../find/find.ts";
import { settled } from "./fake-clock.ts";
import { peer, session } from "./messages.ts";

/** A conversation with somebody of that name and number. */
export const conversation = (id: string, nick: string, uin = "2"): Session => ({
  ...session(nick),
  sessionId: id,
  user: { ...peer, nick, uin, encryptUin: `e${uin}` },
});

const hit = (conversation: string, id: string): Hit => ({ conversation, id, time: 1, side: "them", piece: "x" });

/** What is found: so many messages of each conversation, "a3" the newest of three. */
export function foundIn(counts: Record<string, number>, limit: SearchLimit): Found {
  const all = Object.entries(counts).map(([id, count]) => ({
    conversation: id,
    count,
    hits: Array.from({ length: Math.min(count, limit.each) }, (_, i) => hit(id, `${id}${count - i}`)),
  }));
  const count = all.reduce((sum, one) => sum + one.count, 0);
  return { groups: all.slice(0, limit.conversations), conversations: all.length, count, ended: true };
}

/** A search of the conversations "a" Ａnna, "b" Bea 123 and "c" 安娜. */
export function begun(t: TestContext, start?: FindStart, counts: Record<string, number> = {}) {
  const conversations = [
    conversation("a", "Ａnna", "5551"),
    conversation("b", "Bea 123", "777"),
    conversation("c", "安娜"),
  ];
  const list = signal({ conversations, hasMore: false, unread: 0 });
  const openId = signal<string | undefined>(undefined);
  const [went, asked]: [string[], SearchQuery[]] = [[], []];
  const found = signal<Found | undefined>(undefined);
  const extent = signal<SearchExtent | undefined>(undefined);
  let wanted: SearchQuery | undefined;
  const world = { counts, went, asked, openId, found, extent, ended: 0 };
  const show = (limit: SearchLimit) => {
    const only = wanted?.conversation;
    const left = Object.entries(world.counts).filter(([id]) => only === undefined || id === only);
    found.value = foundIn(Object.fromEntries(left), limit);
  };
  const find = new Find(
    {
      list,
      openId,
      search: {
        found,
        extent,
        broken: signal(false),
        search: (query, limit) => {
          asked.push((wanted = query));
          show(limit);
        },
        show,
        near: async (id, message, place, step): Promise<HitPlace | undefined> => {
          const count = world.counts[id] ?? 0;
          const there = Number(message.slice(1));
          const now = (there > count ? place : count - there) + step;
          return now >= 0 && now < count ? { hit: hit(id, `${id}${count - now}`), place: now, count } : undefined;
        },
        close: () => {},
      },
      goTo: (id, message) => {
        openId.value = id;
        went.push(message ? `${id} ${message}` : id);
      },
      remember: () => () => went.push("back"),
      onEnd: () => world.ended++,
    },
    start,
  );
  t.after(() => find.end());
  const keys = () => find.choices.value.map(({ key }) => key);
  const choose = async (key: string) => {
    await find.choose(find.choices.value.find((one) => one.key === key)!);
    await settled();
  };
  return Object.assign(world, { find, list, keys, choose });
}

/** At which message the search is, and where that is among all. */
export const at = ({ find }: { find: Find }) => {
  const now = find.at.value;
  return now && `${now.hit.id} ${now.place + 1}/${now.count}`;
};
