// A list of three pages.

import { data, type Sent } from "./support.js";

/** Answers getSessions from 5 conversations, two a page. */
export function list({ calls: [call] }: Sent): Response {
  const last = String(call!.param["last_id"]);
  const from = last === "" ? 0 : Number(last.slice(1)) + 1;
  const sessions = [from, from + 1].filter((i) => i < 5).map((i) => ({ session_id: `s${i}`, sort_time: 9 - i }));
  return new Response(data({ has_more: from + 2 < 5 ? 1 : 0, sessions }));
}

/** Its conversations. */
export const all = ["s0", "s1", "s2", "s3", "s4"];

/** The ids of conversations that come one after the other. */
export async function idsOf(items: AsyncIterable<{ sessionId: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { sessionId } of items) ids.push(sessionId);
  return ids;
}
