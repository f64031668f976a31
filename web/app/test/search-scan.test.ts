// What is found in the messages of an account.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fold } from "../model/fold.ts";
import { SearchIndex } from "../archive/search-index.ts";
import type { Found, SearchedContent, SearchQuery } from "../archive/search-query.ts";
import type { SearchRecord } from "../archive/search-record.ts";
import { SearchScan } from "../archive/search-scan.ts";
import { seeded } from "./seeded.ts";

const record = (id: string, text: string, others: Partial<SearchRecord> = {}): SearchRecord => ({
  id,
  text,
  time: Number(id.replace(/\D/g, "")),
  side: "them",
  contents: [],
  ...others,
});

/** An index of conversations, each with blocks of messages. */
function indexOf(conversations: Record<string, SearchRecord[][]>): SearchIndex {
  const index = new SearchIndex();
  index.setList(Object.keys(conversations).map((id) => ({ id, newest: undefined, peer: null })));
  for (const [id, blocks] of Object.entries(conversations)) {
    blocks.forEach((records, i) => index.take(id, String(i), records));
    index.put(
      id,
      blocks.map((_, i) => String(i)),
      true,
    );
  }
  return index;
}

const everything = { conversations: 100, each: 1000 };

function scanned(index: SearchIndex, query: Partial<SearchQuery>): SearchScan {
  const scan = new SearchScan(index, { text: "", contents: [], ...query });
  scan.goOn(Infinity, () => 0);
  return scan;
}

const find = (index: SearchIndex, query: Partial<SearchQuery>, limit = everything): Found =>
  scanned(index, query).found(limit);

/** What was found, as text: "a: 3 1, b: 2". */
const drawn = ({ groups }: Found): string =>
  groups.map(({ conversation, hits }) => `${conversation}: ${hits.map(({ id }) => id).join(" ")}`).join(", ");

describe("a search finds", () => {
  const index = indexOf({
    a: [[record("1", "今天的ＱＱ音乐"), record("4", "hello World")], [record("6", "音乐节，明天见")]],
    b: [[record("3", "还是QQ音乐"), record("5", "world music hello")]],
    c: [[record("2", "不\u200b许反悔")]],
  });
  for (const [what, text, found] of [
    ["one character, the conversation with the newest message first", "音", "a: 6 1, b: 3"],
    ["whatever its width", "qq", "b: 3, a: 1"],
    ["whatever its case", "WORLD", "b: 5, a: 4"],
    ["through what cannot be seen", "不许", "c: 2"],
    ["all of several words, in any order", "hello world", "b: 5, a: 4"],
    ["nothing where one of them is missing", "hello 音乐", ""],
    ["nothing where nothing is written", "  ", ""],
    ["nothing of what nobody wrote", "xyz", ""],
  ] as const) {
    it(what, () => assert.equal(drawn(find(index, { text })), found));
  }
});

describe("a filter leaves", () => {
  const mine = { side: "me" } as const;
  const index = indexOf({
    a: [
      [
        record("1", "x", mine),
        record("2", "x", { contents: ["picture"] }),
        record("3", "x", { ...mine, contents: ["card", "link"] }),
        record("4", "x", { contents: ["link"] }),
        record("5", "x", { side: "unknown" }),
        record("6", "x", { side: "nobody", time: 0 }),
        record("7", "", mine),
      ],
    ],
    b: [[record("9", "x", mine)]],
  });
  const contents = (...of: SearchedContent[]) => ({ contents: of });
  for (const [what, query, found] of [
    ["what I wrote", { side: "me" }, "b: 9, a: 3 1"],
    ["what they wrote", { side: "them" }, "a: 4 2"],
    ["pictures", contents("picture"), "a: 2"],
    ["links", contents("link"), "a: 4 3"],
    ["cards", contents("card"), "a: 3"],
    ["any of several contents", contents("picture", "card"), "a: 3 2"],
    ["one conversation", { conversation: "a", side: "me" }, "a: 3 1"],
    ["what is from a time on", { from: 4 }, "b: 9, a: 5 4"],
    ["what is before a time, but nothing without one", { to: 3 }, "a: 2 1"],
    ["a span", { from: 2, to: 4 }, "a: 3 2"],
    ["what all filters leave", { text: "x", side: "me", ...contents("link"), to: 4 }, "a: 3"],
    ["nothing of a conversation that is not there", { text: "x", conversation: "z" }, ""],
  ] as const) {
    it(what, () => assert.equal(drawn(find(index, query)), found));
  }

  it("everything of a conversation alone unasked for", () => {
    assert.equal(drawn(find(index, { conversation: "a" })), "");
  });
});

describe("what was found", () => {
  const index = indexOf({
    a: [[record("1", "x"), record("2", "x")], [record("8", "x y")]],
    b: [[record("9", "x")]],
    c: [[record("5", "x")]],
  });

  it("is counted, however little of it is given", () => {
    const { groups, conversations, count } = find(index, { text: "x" }, { conversations: 2, each: 1 });
    assert.deepEqual(
      [groups.map(({ conversation, count, hits }) => [conversation, count, hits.length]), conversations, count],
      [
        [
          ["b", 1, 1],
          ["a", 3, 1],
        ],
        3,
        5,
      ],
    );
  });

  it("says who wrote it, when, and what is around the words", () => {
    assert.deepEqual(find(index, { text: "y" }).groups[0]!.hits, [
      { conversation: "a", id: "8", time: 8, side: "them", piece: "x y" },
    ]);
  });

  it("is partial until all was looked through", () => {
    const many = indexOf({
      a: Array.from({ length: 9 }, (_, i) => Array.from({ length: 500 }, (_, j) => record(`${i * 500 + j}`, "x"))),
    });
    const scan = new SearchScan(many, { text: "x", contents: [] });
    scan.goOn(0, () => 0);
    const before = scan.found(everything);
    scan.goOn(Infinity, () => 0);
    assert.deepEqual([before.ended, before.count, scan.found(everything).count], [false, 2000, 4500]);
  });

  for (const [what, id, place, step, found] of [
    ["the message itself", "2", 1, 0, "2 1"],
    ["the next older one", "8", 0, 1, "2 1"],
    ["the next newer one", "2", 1, -1, "8 0"],
    ["none behind the oldest", "1", 2, 1, undefined],
    ["none before the newest", "8", 0, -1, undefined],
    ["where it is now, when others came before it", "1", 0, 0, "1 2"],
    ["the one in its place, when it is gone", "7", 1, 0, "2 1"],
    ["the last one, when it was behind it", "0", 7, 0, "1 2"],
  ] as const) {
    it(`leads from a message to ${what}`, () => {
      const near = scanned(index, { text: "x" }).hitNear("a", id, place, step);
      assert.equal(near && `${near.hit.id} ${near.place}`, found);
    });
  }
});

describe("the index", () => {
  it("searches the newest message of a conversation of which nothing was read", () => {
    const index = new SearchIndex();
    index.setList([{ id: "a", newest: record("7", "x"), peer: null }]);
    assert.equal(drawn(find(index, { text: "x" })), "a: 7");
  });

  it("searches it once when it was read", () => {
    const index = indexOf({ a: [[record("7", "x")]] });
    index.setList([{ id: "a", newest: record("7", "x"), peer: null }]);
    assert.equal(drawn(find(index, { text: "x" })), "a: 7");
  });

  it("forgets a block that is not of its conversation any more", () => {
    const index = indexOf({ a: [[record("1", "x")], [record("2", "x")]] });
    index.put("a", ["1"], true);
    assert.equal(drawn(find(index, { text: "x" })), "a: 2");
  });

  it("forgets a conversation without messages", () => {
    const index = indexOf({ a: [[record("1", "x")]] });
    index.put("a", [], true);
    assert.equal(drawn(find(index, { text: "x" })), "");
  });
});

describe("what was searched", () => {
  const extentOf = (index: SearchIndex, only?: string) => {
    const { conversations, complete, messages, since } = index.extent(only, false);
    return `${complete} of ${conversations}, ${messages} since ${since}`;
  };
  const listed = (id: string, newest?: SearchRecord) => ({ id, newest, peer: null });

  it("is complete where nothing is missing, and goes back to the oldest message", () => {
    const index = indexOf({ a: [[record("0", "x"), record("3", "x")]], b: [[record("2", "x")]] });
    index.put("b", ["0"], false);
    assert.equal(extentOf(index), "1 of 2, 3 since 2");
    assert.equal(extentOf(index, "a"), "1 of 1, 2 since 3");
  });

  it("is not complete where the list has a newer message", () => {
    const index = indexOf({ a: [[record("3", "x")]] });
    index.setList([listed("a", record("4", "x"))]);
    assert.equal(extentOf(index), "0 of 1, 2 since 3");
  });

  it("is complete where a conversation was emptied", () => {
    const index = new SearchIndex();
    index.setList([listed("a")]);
    assert.equal(extentOf(index), "1 of 1, 0 since undefined");
  });
});

describe("in any messages", () => {
  const letters = [..."音乐不许aAＡbB \u200b"];
  for (let seed = 1; seed <= 30; seed++) {
    it(`a search finds what a look at each of them finds (seed ${seed})`, () => {
      const { below } = seeded(seed);
      const any = (length: number) =>
        Array.from({ length: below(length + 1) }, () => letters[below(letters.length)]).join("");
      let time = 0;
      const conversations = Object.fromEntries(
        ["a", "b", "c"].map((id) => {
          const block = () =>
            Array.from({ length: below(6) }, () => {
              time += 1 + below(3);
              return record(`${time}`, any(8), { side: below(2) === 0 ? "me" : "them" });
            });
          return [id, Array.from({ length: below(4) }, block).filter((one) => one.length > 0)];
        }),
      );
      const index = indexOf(conversations);
      for (let i = 0; i < 30; i++) {
        const query = { text: any(4), side: ([undefined, "me", "them"] as const)[below(3)] };
        const words = fold(query.text)
          .split(" ")
          .filter((word) => word !== "");
        const isWanted = ({ text, side }: SearchRecord) =>
          text !== "" &&
          fold(text) !== "" &&
          words.every((word) => fold(text).includes(word)) &&
          (!query.side || side === query.side);
        const expected = Object.entries(conversations)
          .map(
            ([id, blocks]) =>
              [
                id,
                blocks
                  .flat()
                  .filter(isWanted)
                  .map((one) => one.id)
                  .reverse(),
              ] as const,
          )
          .filter(([, ids]) => ids.length > 0 && (words.length > 0 || query.side))
          .sort(([, one], [, other]) => Number(other[0]) - Number(one[0]))
          .map(([id, ids]) => `${id}: ${ids.join(" ")}`)
          .join(", ");
        assert.equal(drawn(find(index, query)), expected, JSON.stringify(query));
      }
    });
  }
});
