// An inbox that has been started, with all that belongs to it.

import "./page-in-node.ts";
import type { TestContext } from "node:test";
import { signal } from "@preact/signals";
import { memoryStore } from "../account/memory-place.ts";
import { ReadMarks } from "../archive/read-marks.ts";
import { OwnAccount } from "../archive/own-account.ts";
import { LearnedGateway } from "../gateway/learned-gateway.ts";
import type { Host } from "../host.ts";
import type { Keeping } from "../shell/keeping.ts";
import { KeptPlaces } from "../thread/kept-places.ts";
import { settled } from "./fake-clock.ts";
import { FakeGateway, readingFrom } from "./fake-gateway.ts";

// Views find the page where they are loaded.
const { Drafts } = await import("../compose/drafts.ts");
const { ListMarks } = await import("../conversations/list-marks.ts");
const { Outbox } = await import("../outbox/outbox.ts");
const { Inbox } = await import("../shell/inbox.ts");

/** An inbox that has been started, of a gateway with the conversations a and b of two messages each. */
export async function started(t: TestContext) {
  const fake = new FakeGateway({ a: 2, b: 2 });
  const sent: string[] = [];
  const news: string[] = [];
  const places: string[] = [];
  let sends: () => Promise<unknown> = async () => ({ messages: [], tips: "", msg: "", reason: 0, identifyUrl: "" });
  Object.assign(fake.client, {
    batch: async (calls: { call: string; options?: { sessionId?: string } }[]) => {
      const [list, messages] = calls;
      if (list?.call !== "getSessions") return calls.map(() => ({ status: "rejected", reason: "none" }));
      return [
        { status: "fulfilled", value: await fake.client.getSessions() },
        {
          status: "fulfilled",
          value: await fake.client.getMessages(messages!.options as object),
        },
      ];
    },
    sendText: async (to: string, text: string, { sessionId }: { sessionId?: string } = {}) => {
      sent.push(text);
      places.push(`${to} in ${sessionId ?? "none"}`);
      return sends();
    },
  });
  const { gateway, archive } = readingFrom(fake);
  const [hidden, online] = [signal(false), signal(true)];
  const store = memoryStore();
  const account = { endpoint: "", musicid: "1" };
  const inbox = new Inbox({
    host: {} as Host,
    page: { hidden, online },
    gateway,
    learned: new LearnedGateway(""),
    archive,
    marks: new ReadMarks(),
    keeping: { close() {} } as Keeping,
    drafts: new Drafts(account, store),
    places: new KeptPlaces(account, store),
    painted: async () => {},
    listMarks: new ListMarks(account, store),
    login: { musicid: "1", musickey: "k" },
    own: new OwnAccount("1", { encryptUins: [], othersAreNamed: false }),
    store,
    outbox: (ways) =>
      new Outbox({
        ...ways,
        accountKey: "1@",
        store,
        exclusive: (work) => work(),
        online,
        problemOf: (error) => gateway.problem(error),
      }),
    onOwner: () => {},
    onNews: (conversations) => news.push(...conversations.map((one) => one.sessionId)),
  });
  t.after(() => inbox.close());
  await inbox.start();
  const look = async () => {
    await inbox.watch.now();
    await settled();
  };
  return { fake, inbox, look, hidden, news, sent, places, sending: (way: typeof sends) => (sends = way) };
}

/** Opens a conversation. */
export const show = async ({ inbox }: Awaited<ReturnType<typeof started>>, id: string) => {
  inbox.show(id);
  await settled();
};
