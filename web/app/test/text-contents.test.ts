// Contents that came as texts are read from the page as it was sent, which is asked for once more.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError } from "../../sdk/src/errors.ts";
import type { JSONObject, Message, MessagePage, SessionPage } from "../../sdk/src/index.ts";
import type { ArchivedMessage } from "../archive/history.ts";
import { message } from "./messages.ts";
import { conversation, listPage, messagesPage } from "./pages.ts";
import { readerOf } from "./reader-world.ts";

/** Numbers of messages with what came for the content of each. */
type Came = Record<number, unknown>;

const empty = (number: number | string) => message(Number(number), { metaData: null });
const textOf = (content: string) => JSON.stringify({ content });
const problem = (place: string, got: "string" | "array" = "string") => ({
  path: `/req_0/data/${place}meta_data`,
  expected: "object" as const,
  got,
});

/** A page of messages, newest first, all of them without content, as it is read and as it was sent. */
function pageOf(came: Came, got?: "array"): MessagePage {
  const numbers = Object.keys(came).toReversed();
  const problems = numbers.map((_, i) => problem(`messages/${i}/`, got));
  return { ...messagesPage(numbers.map(empty)), problems };
}
const sentOf = (came: Came): JSONObject => ({
  messages: Object.entries(came).map(([id, meta_data]) => ({ id, meta_data })),
});

/** A page of the list with a conversation "c1" of the newest message 1, and so on. */
function listOf(came: Came, hasMore = false): SessionPage {
  const numbers = Object.keys(came).toReversed();
  const sessions = numbers.map((n) => conversation(`c${n}`, Number(n), { newest: empty(n) }));
  return { ...listPage(sessions, hasMore), problems: numbers.map((_, i) => problem(`sessions/${i}/new_msg/`)) };
}
const listSentOf = (came: Came): JSONObject => ({
  sessions: Object.entries(came).map(([id, meta_data]) => ({ session_id: `c${id}`, new_msg: { id, meta_data } })),
});

const isRaw = (options: unknown) => (options as { raw?: boolean } | undefined)?.raw === true;

/** A reader of a gateway that answers with pages, as they are read and as they were sent. */
async function readerWith(answers: {
  messages?: MessagePage;
  messagesSent?: JSONObject | Error;
  list?: SessionPage | ((options: unknown) => SessionPage);
  listSent?: JSONObject | Error;
}) {
  const world = await readerOf(undefined);
  const { messages, messagesSent, list, listSent } = answers;
  const none = new Error("not asked for");
  world.fake.answer("getMessages", (options) =>
    isRaw(options) ? ((messagesSent ?? none) as unknown as MessagePage) : (messages ?? none),
  );
  world.fake.answer("getSessions", (options) =>
    isRaw(options)
      ? ((listSent ?? none) as unknown as SessionPage)
      : typeof list === "function"
        ? list(options)
        : (list ?? none),
  );
  const newest = () => said(world.archive.list.value.conversations.flatMap(({ newMsg }) => newMsg ?? []));
  return { ...world, newest };
}

/** What messages say, or why they do not. */
const said = (messages: readonly Message[]) =>
  messages.map((one) => one.metaData?.content ?? (one as ArchivedMessage).lost);

describe("the contents of messages that came as texts", () => {
  for (const [what, came, sent, read] of [
    ["are read", { 1: "", 2: "" }, { 1: textOf("a"), 2: textOf("b") }, ["a", "b"]],
    [
      "are told by id",
      { 1: "", 2: "", 3: "" },
      { 4: textOf("d"), 3: textOf("c"), 1: textOf("a") },
      ["a", "unreadable", "c"],
    ],
    [
      "are unreadable where they are no JSON of an object",
      { 1: "", 2: "" },
      { 1: "[1]", 2: "你好" },
      ["unreadable", "unreadable"],
    ],
    [
      "are unreadable where they came otherwise",
      { 1: "", 2: "" },
      { 1: { content: "a" }, 2: null },
      ["unreadable", "unreadable"],
    ],
    ["are unreadable where the page as it was sent fails", { 1: "" }, new CGIError("no", { code: 5 }), ["unreadable"]],
    ["are unreadable where the page as it was sent is odd", { 1: "" }, "odd", ["unreadable"]],
  ] as [string, Came, Came | Error | "odd", (string | undefined)[]][]) {
    it(what, async () => {
      const messagesSent = sent instanceof Error ? sent : sent === "odd" ? { messages: [null, "a"] } : sentOf(sent);
      const { reader, fake } = await readerWith({ messages: pageOf(came), messagesSent });
      const { added } = await reader.newest("a");
      assert.deepEqual([said(added), fake.requests.length], [read, 2]);
    });
  }

  it("are asked for as the page was", async () => {
    const { reader, fake } = await readerWith({
      messages: pageOf({ 1: "" }),
      messagesSent: sentOf({ 1: textOf("a") }),
    });
    await reader.before("a", "9");
    const [asked, askedAgain] = fake.optionsOf("getMessages");
    assert.deepEqual(askedAgain, { ...(asked as object), raw: true });
  });

  it("leave alone what has no content", async () => {
    const { problems = [], ...page } = pageOf({ 1: "", 2: "" });
    const messagesSent = sentOf({ 1: null, 2: textOf("b") });
    const { reader } = await readerWith({ messages: { ...page, problems: problems.slice(0, 1) }, messagesSent });
    assert.deepEqual(said((await reader.newest("a")).added), [undefined, "b"]);
  });

  it("do not replace what could be read", async () => {
    const page = { ...pageOf({ 1: "", 2: "" }), messages: [empty(2), message(1)] };
    const { reader } = await readerWith({
      messages: page,
      messagesSent: sentOf({ 1: textOf("other"), 2: textOf("b") }),
    });
    assert.deepEqual(said((await reader.newest("a")).added), ["text 1", "b"]);
  });

  it("are not told where messages have no id", async () => {
    const nameless = { ...empty(1), id: "" };
    const page = { ...pageOf({ 1: "" }), messages: [nameless] };
    const { reader } = await readerWith({ messages: page, messagesSent: { messages: [{ meta_data: textOf("a") }] } });
    assert.deepEqual(said((await reader.newest("a")).page.messages), ["unreadable"]);
  });

  for (const [what, page] of [
    ["all could be read", messagesPage([message(1)])],
    ["what came is a list in place of an object", pageOf({ 1: [] }, "array")],
    ["other values could not be read", { ...messagesPage([message(1)]), problems: [problem("messages/0/from_user/")] }],
  ] as [string, MessagePage][]) {
    it(`are not asked for when ${what}`, async () => {
      const { reader, fake } = await readerWith({ messages: page });
      await reader.newest("a");
      assert.equal(fake.requests.length, 1);
    });
  }
});

describe("the newest messages of a list whose contents came as texts", () => {
  it("are read", async () => {
    const came = { 1: textOf("a"), 2: textOf("b") };
    const { reader, fake, newest } = await readerWith({ list: listOf(came), listSent: listSentOf(came) });
    await reader.lookAtList();
    assert.deepEqual([newest(), fake.requests.length], [["b", "a"], 2]);
  });

  it("are told by conversation and id", async () => {
    const sent = { sessions: [{ session_id: "c1", new_msg: { id: "9", meta_data: textOf("newer") } }] };
    const { reader, newest } = await readerWith({ list: listOf({ 1: "" }), listSent: sent });
    await reader.lookAtList();
    assert.deepEqual(newest(), ["unreadable"]);
  });

  it("are unreadable where the page as it was sent fails, which is no trouble of the look", async () => {
    const { reader, newest } = await readerWith({ list: listOf({ 1: "" }), listSent: new CGIError("no", { code: 5 }) });
    const { news } = await reader.lookAtList();
    assert.deepEqual([newest(), news.length], [["unreadable"], 1]);
  });

  it("are asked for behind the top as the page was", async () => {
    const list = (options: unknown) =>
      (options as { lastId?: string } | undefined)?.lastId === undefined ? listOf({ 2: "" }, true) : listOf({ 1: "" });
    const { reader, fake, newest } = await readerWith({
      list,
      listSent: listSentOf({ 1: textOf("a"), 2: textOf("b") }),
    });
    await reader.lookAtList();
    await reader.moreConversations();
    assert.deepEqual(newest(), ["b", "a"]);
    assert.deepEqual(fake.optionsOf("getSessions").slice(1), [
      { raw: true },
      { lastId: "c2", lastTime: 2 },
      { lastId: "c2", lastTime: 2, raw: true },
    ]);
  });

  it("are read in a first page that came with something else", async () => {
    const { reader, archive, newest } = await readerWith({ listSent: listSentOf({ 1: textOf("a") }) });
    await reader.takeFirst(listOf({ 1: "" }), archive.asking());
    assert.deepEqual(newest(), ["a"]);
  });

  it("are not asked for when all could be read", async () => {
    const { reader, fake } = await readerWith({ list: listPage([conversation("a", 1, { newest: message(1) })]) });
    await reader.lookAtList();
    assert.equal(fake.requests.length, 1);
  });
});

describe("a look at the list and at messages whose contents came as texts", () => {
  const readableList = listPage([conversation("c1", 1, { newest: message(1) })]);
  const came = { 1: textOf("a"), 2: textOf("b") };
  for (const [what, list, messages, further] of [
    ["asks for both in one further request", listOf(came), pageOf(came), [["getSessions", "getMessages"]]],
    ["asks for the list alone", listOf(came), messagesPage([message(1)]), [["getSessions"]]],
    ["asks for the messages alone", readableList, pageOf(came), [["getMessages"]]],
    ["asks for nothing when all could be read", readableList, messagesPage([message(1)]), []],
  ] as [string, SessionPage, MessagePage, string[][]][]) {
    it(what, async () => {
      const world = await readerWith({ list, messages, listSent: listSentOf(came), messagesSent: sentOf(came) });
      const { messages: read } = await world.reader.lookAtBoth("c1");
      assert.deepEqual(world.fake.requests.slice(1), further);
      assert.deepEqual(world.newest(), list === readableList ? ["text 1"] : ["b", "a"]);
      assert.deepEqual(said(read!.added), further.flat().includes("getMessages") ? ["a", "b"] : ["text 1"]);
    });
  }

  it("asks as it asked before", async () => {
    const answers = { messages: pageOf(came), messagesSent: sentOf(came), list: readableList };
    const { reader, fake } = await readerWith(answers);
    await reader.lookAtBoth("c1");
    const [asked, askedAgain] = fake.optionsOf("getMessages");
    assert.deepEqual(askedAgain, { ...(asked as object), raw: true });
  });

  it("has one half where that of the other fails, and has not failed itself", async () => {
    const refused = new CGIError("no", { code: 5 });
    const world = await readerWith({
      list: listOf(came),
      messages: pageOf(came),
      listSent: refused,
      messagesSent: sentOf(came),
    });
    const { messages, failed } = await world.reader.lookAtBoth("c1");
    assert.deepEqual(
      [said(messages!.added), world.newest(), failed],
      [["a", "b"], ["unreadable", "unreadable"], undefined],
    );
  });

  it("marks both where the further request fails", async () => {
    const refused = new CGIError("no", { code: 5 });
    const world = await readerWith({
      list: listOf(came),
      messages: pageOf(came),
      listSent: refused,
      messagesSent: refused,
    });
    const { messages, failed } = await world.reader.lookAtBoth("c1");
    assert.deepEqual(
      [said(messages!.added), world.newest(), failed],
      [["unreadable", "unreadable"], ["unreadable", "unreadable"], undefined],
    );
  });
});
