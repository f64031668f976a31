import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newConversation, type Conversation } from "../export/job.ts";
import { milestone, progressOf, Rate } from "../export/progress.ts";
import { fileName } from "../export/file-name.ts";
import { session } from "./messages.ts";

const at = (changes: Partial<Conversation>, createTime: number | string = 1000): Conversation => ({
  ...newConversation(0, { ...session("n"), createTime }),
  ...changes,
});

describe("the progress", () => {
  it("of one conversation is how far back it has come", () => {
    const share = (one: Conversation) => progressOf([one], 0).share;
    assert.equal(share(at({ newest: 2000, oldest: 1500 })), 0.5);
    assert.equal(share(at({ newest: 2000, oldest: 900 })), 1);
    assert.equal(share(at({ newest: 2000, oldest: 1500 }, 0)), undefined);
    assert.equal(share(at({ newest: 2000, oldest: 1500 }, "99999999999999999999")), undefined);
    assert.equal(share(at({}, 0)), undefined);
  });

  it("of all counts those that are done, and a part of the one that is read", () => {
    const all = [
      at({ state: "done", messages: 3, pages: 1 }),
      at({ newest: 2000, oldest: 1500, messages: 4, pages: 2 }),
    ];
    const progress = progressOf(all, 1);
    assert.deepEqual(
      { ...progress, current: undefined },
      {
        conversations: 2,
        done: 1,
        pages: 3,
        messages: 7,
        current: undefined,
        share: 0.75,
      },
    );
  });

  it("is said at round numbers", () => {
    assert.equal(milestone(0, 999, 1000), 0);
    assert.equal(milestone(0, 1050, 1000), 1000);
    assert.equal(milestone(1000, 1900, 1000), 0);
    assert.equal(milestone(1000, 3100, 1000), 3000);
  });
});

describe("the rate", () => {
  it("is that of the last seconds", () => {
    const rate = new Rate();
    assert.equal(rate.perSecond, 0);
    rate.add(100, 0);
    assert.equal(rate.perSecond, 0);
    rate.add(600, 1000);
    assert.equal(rate.perSecond, 500);
    for (let second = 2; second <= 20; second++) rate.add(600 + second, second * 1000);
    assert.equal(rate.perSecond, 1);
  });
});

describe("the name of a file", () => {
  it("is one that every system takes", () => {
    const start = Date.UTC(2026, 4, 28, 12);
    assert.equal(fileName("贝斯手", start, ".jsonl"), "QQ Music 贝斯手 2026-05-28.jsonl");
    assert.equal(fileName("../a\\b:c*?", start, ".html"), "QQ Music ___a_b_c__ 2026-05-28.html");
    assert.equal(fileName("\u202egpj.exe\u0000", start, ".md"), "QQ Music gpj_exe 2026-05-28.md");
    assert.equal(fileName("\ud800", start, ".md"), "QQ Music _ 2026-05-28.md");
    assert.equal(fileName("", start, ".jsonl"), "QQ Music 2026-05-28.jsonl");
    const families = fileName("👨‍👩‍👧‍👦".repeat(40), start, ".jsonl");
    assert.ok(Buffer.byteLength(families) <= 255 && !/\p{Cs}/u.test(families), families);
  });
});
