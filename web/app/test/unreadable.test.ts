// What an answer says of contents that could not be read.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ArchivedMessage } from "../archive/history.ts";
import { readList, readMessages } from "../archive/unreadable.ts";
import { message, session } from "./messages.ts";
import { listPage, messagesPage } from "./pages.ts";

const empty = (number: number) => message(number, { metaData: null });
const problem = (path: string) => ({
  path: `/req_0/data/${path}`,
  expected: "object" as const,
  got: "string" as const,
});

describe("the messages of a page", () => {
  for (const [what, messages, paths, unreadable] of [
    ["are readable without problems", [empty(1)], [], []],
    ["are readable with other problems", [empty(1)], ["messages/0/meta_data/Size", "Attach"], []],
    ["are told from those without content", [empty(3), message(2), empty(1)], ["messages/2/meta_data"], ["1"]],
    [
      "have the numbers that those have that were left out",
      [empty(3), empty(1)],
      ["messages/0", "messages/2/id", "messages/3/meta_data"],
      ["1"],
    ],
    [
      "are unreadable where as many are",
      [empty(3), empty(1)],
      ["messages/7/meta_data", "messages/9/meta_data"],
      ["3", "1"],
    ],
    [
      "are unreadable where not all problems are listed",
      [empty(3), empty(1)],
      ["messages/0/meta_data", ...Array.from({ length: 99 }, () => "Attach")],
      ["3", "1"],
    ],
  ] as [string, ReturnType<typeof message>[], string[], string[]][]) {
    it(what, () => {
      const page = { ...messagesPage(messages), problems: paths.map(problem) };
      const found = readMessages(page).messages.filter((one) => (one as ArchivedMessage).lost === "unreadable");
      assert.deepEqual(
        found.map(({ id }) => id),
        unreadable,
      );
    });
  }
});

describe("the newest messages of a list", () => {
  const sessions = [empty(1), message(2), empty(3)].map((newMsg, i) => ({
    ...session("n"),
    sessionId: String(i),
    newMsg,
  }));
  it("are told in the same way", () => {
    const page = readList({ ...listPage(sessions), problems: [problem("sessions/2/new_msg/meta_data")] });
    assert.deepEqual(
      page.sessions.map(({ newMsg }) => newMsg),
      [empty(1), message(2), { ...empty(3), lost: "unreadable" }],
    );
  });
  it("leave the page the same without", () => {
    const page = listPage(sessions);
    assert.equal(readList(page), page);
  });
  it("are told once", () => {
    const page = readList({
      ...listPage(sessions),
      problems: [problem("sessions/2/new_msg/meta_data"), problem("msg")],
    });
    assert.deepEqual([readList(page), page.problems], [page, [problem("msg")]]);
  });
});
