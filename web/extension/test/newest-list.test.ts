// The background reads contents that came as texts as the inbox does.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ArchivedMessage } from "../../app/archive/history.ts";
import type { Client, JSONObject, SessionPage } from "../../sdk/src/index.ts";
import { newestList } from "../background/newest-list.ts";
import { message, page, session } from "./sessions.ts";

const asText: SessionPage = {
  ...page(session("a", { ...message("1", 100), metaData: null })),
  problems: [{ path: "/req_0/data/sessions/0/new_msg/meta_data", expected: "object", got: "string" }],
};
const asSent = { sessions: [{ session_id: "a", new_msg: { id: "1", meta_data: '{"content":"在吗"}' } }] };

/** What the newest message says, or why it does not, and how often the gateway was asked. */
async function askFor(first: SessionPage, sent: JSONObject | Error) {
  let asked = 0;
  const getSessions = async (options?: { raw?: boolean }) => {
    asked++;
    if (options?.raw !== true) return first;
    if (sent instanceof Error) throw sent;
    return sent;
  };
  const { sessions } = await newestList({ getSessions } as unknown as Client);
  const newest = sessions[0]!.newMsg as ArchivedMessage;
  return [newest.metaData?.content ?? newest.lost, asked];
}

describe("the newest conversations that the background asks for", () => {
  for (const [what, first, sent, read] of [
    ["have contents that came as texts", asText, asSent, ["在吗", 2]],
    ["are marked where the page as it was sent fails", asText, new Error("refused"), ["unreadable", 2]],
    ["are asked for once when all could be read", page(session("a", message("1", 100))), asSent, ["你好", 1]],
  ] as [string, SessionPage, JSONObject | Error, unknown[]][]) {
    it(what, async () => assert.deepEqual(await askFor(first, sent), read));
  }
});
