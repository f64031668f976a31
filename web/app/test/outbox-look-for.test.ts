import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NetworkError } from "../../sdk/src/errors.ts";
import type { Message } from "../../sdk/src/index.ts";
import { adopted } from "../outbox/entry.ts";
import { lookFor, type Page } from "../outbox/look-for.ts";
import { me, message } from "./messages.ts";
import { kept } from "./outbox-world.ts";

const isMine = ({ fromUser }: Message) => fromUser?.uin === me.uin;
const mine = (number: number, text: string, clientKey = "") =>
  message(number, { fromUser: me, clientKey, metaData: { content: text } });

/** Looks for "hello" in a history that is given oldest first, in pages of so many. */
async function look(
  history: readonly Message[],
  { after = "1", size = 50, oldestFirst = false }: { after?: string; size?: number; oldestFirst?: boolean } = {},
) {
  let pages = 0;
  const pageOf = async (before: string | undefined): Promise<Page> => {
    pages++;
    const end = before === undefined ? history.length : history.findIndex((one) => one.id === before);
    const page = history.slice(Math.max(0, end - size), end);
    return { messages: oldestFirst ? page : page.reverse(), more: end > size };
  };
  return { arrival: await lookFor(adopted(kept("key", { text: "hello", after })), pageOf, isMine), pages };
}

const others = (count: number, first = 1) => Array.from({ length: count }, (_, i) => message(first + i));

describe("a message is looked for", () => {
  for (const oldestFirst of [false, true]) {
    for (const [name, history, options, arrival] of [
      ["found by its key", [message(1), mine(2, "other words", "key")], {}, "found"],
      ["found by its key whoever sent it", [message(1), message(2, { clientKey: "key" })], {}, "found"],
      [
        "found by its key on a later page",
        [mine(1, "hello", "key"), ...others(8, 2)],
        { size: 3, after: "0" },
        "found",
      ],
      ["absent when the pages go back to where it was written", others(9), { size: 3, after: "5" }, "absent"],
      ["absent when the pages go back to the beginning", others(9), { after: "" }, "absent"],
      ["absent from a conversation without messages", [], { after: "" }, "absent"],
      ["unknown when the pages do not go back far enough", others(99), { size: 5, after: "1" }, "unknown"],
      [
        "unknown when nobody knows where it was written, although a message has no id",
        [...others(98), message(99, { id: "" })],
        { size: 5, after: "" },
        "unknown",
      ],
      [
        "absent although the text is there, where own messages have keys",
        [message(1), mine(2, "hello"), mine(3, "x", "another")],
        {},
        "absent",
      ],
      [
        "found by its text, where messages of others alone have keys",
        [message(1), mine(2, "hello"), message(3, { clientKey: "another" })],
        {},
        "found",
      ],
      ["found by its text, where they have none", [message(1), mine(2, "hello"), mine(3, "x")], {}, "found"],
      ["absent when only an older one has the text", [mine(1, "hello"), message(2)], { after: "2" }, "absent"],
      [
        "absent when only an older one on the same page order has the text",
        [message(1), mine(2, "hello"), message(3), mine(4, "x")],
        { after: "3" },
        "absent",
      ],
      ["unknown when the text is there but not where it was written", [mine(1, "hello")], { after: "" }, "unknown"],
      [
        "unknown when perhaps another wrote the text",
        [message(1), message(2, { metaData: { content: "hello" } })],
        {},
        "unknown",
      ],
      [
        "found by its text although somebody else wrote the same, and something without a content",
        [message(1), message(2, { metaData: { content: "hello" } }), mine(3, "hello"), message(4, { metaData: null })],
        {},
        "found",
      ],
    ] as const) {
      it(`${name} (pages ${oldestFirst ? "oldest" : "newest"} first)`, async () => {
        assert.equal((await look(history, { ...options, oldestFirst })).arrival, arrival);
      });
    }
  }

  it("on four pages at most", async () => {
    assert.equal((await look(others(99), { size: 5, after: "1" })).pages, 4);
  });

  it("on no more pages than it takes", async () => {
    assert.equal((await look(others(99), { size: 5, after: "92" })).pages, 2);
  });

  it("not for ever where a page brings the one before again", async () => {
    const asked: unknown[] = [];
    const again = async (before: string | undefined) => {
      asked.push(before);
      return { messages: others(3), more: true };
    };
    assert.equal(await lookFor(adopted(kept("key", { after: "0" })), again, isMine), "unknown");
    assert.deepEqual(asked, [undefined, "1"]);
  });

  it("and rejects when a page cannot be had", async () => {
    const gone = () => Promise.reject(new NetworkError("gone"));
    await assert.rejects(lookFor(adopted(kept("key")), gone, isMine), NetworkError);
  });
});
