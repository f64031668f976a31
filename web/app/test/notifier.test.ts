// What a page announces of new messages.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import { numberAlone } from "../model/sides.ts";
import type { PageNotification } from "../ui/page-notifications.ts";
import { en } from "../words/en.ts";
import { message, peer, session } from "./messages.ts";

const { Notifier } = await import("../shell/notifier.ts");

const conversation = (id: string, changes: Partial<Session> = {}): Session => ({
  ...session(`nick ${id}`),
  sessionId: id,
  user: { ...peer, nick: `nick ${id}` },
  newMsg: message(1),
  newMsgCnt: 1,
  ...changes,
});

let shown: Map<string, PageNotification>;
const wanted = signal(true);
const content = signal(false);
let works: boolean;
let opened: string[];
let missing: number;
const conversations = signal<readonly Session[]>([]);
const muted = signal<ReadonlySet<string>>(new Set());
let notifier: InstanceType<typeof Notifier>;

beforeEach(() => {
  shown = new Map();
  [wanted.value, content.value, works] = [true, false, true];
  opened = [];
  missing = 0;
  conversations.value = [];
  muted.value = new Set();
  notifier = new Notifier({
    account: { endpoint: "", musicid: "1" },
    place: {
      show: (one) => works && Boolean(shown.set(one.tag, one)),
      close: (tag) => void shown.delete(tag),
    },
    wanted: () => wanted.value,
    content: () => content.value,
    self: signal(numberAlone("1")),
    conversations,
    muted,
    open: (id) => void opened.push(id),
    onMissing: () => void missing++,
  });
});

afterEach(() => notifier.close());

const announce = (...news: Session[]) => {
  conversations.value = news;
  notifier.announce(news);
};
const texts = () => [...shown.values()].map(({ title, body }) => `${title}: ${body}`);

describe("a page that announces", () => {
  it("names who wrote, and not what", () => {
    announce(conversation("a"));
    assert.deepEqual(texts(), [`nick a: ${en.notifyNew}`]);
  });

  it("shows what was written when the user wants that", () => {
    content.value = true;
    announce(conversation("a"));
    assert.deepEqual(texts(), ["nick a: text 1"]);
  });

  it("shows nothing of what nobody knows to be the other side's", () => {
    content.value = true;
    announce(conversation("a", { newMsg: message(1, { fromUser: null }) }));
    assert.deepEqual(texts(), [`nick a: ${en.notifyNew}`]);
  });

  it("has one for a conversation, the newest", () => {
    content.value = true;
    announce(conversation("a"));
    announce(conversation("a", { newMsg: message(2), newMsgCnt: 2 }));
    assert.deepEqual(texts(), ["nick a: text 2"]);
  });

  for (const [what, turn] of [
    ["the user does not want it", () => (wanted.value = false)],
    ["the conversation is muted", () => (muted.value = new Set(["a"]))],
  ] as const) {
    it(`is silent when ${what}`, () => {
      turn();
      announce(conversation("a"));
      assert.deepEqual(texts(), []);
    });
  }

  for (const [what, turn] of [
    ["read, here or elsewhere", () => (conversations.value = [conversation("a", { newMsgCnt: 0 }), conversation("b")])],
    ["gone", () => (conversations.value = [conversation("b")])],
    ["muted", () => (muted.value = new Set(["a"]))],
  ] as const) {
    it(`takes back what is ${what}`, () => {
      announce(conversation("a"), conversation("b"));
      turn();
      assert.deepEqual(texts(), [`nick b: ${en.notifyNew}`]);
    });
  }

  for (const [what, told, turn, left] of [
    ["nothing is to be announced any more", false, () => (wanted.value = false), []],
    ["what was written is not to be shown any more", true, () => (content.value = false), []],
    ["what was written is to be shown from now on", false, () => (content.value = true), [`nick a: ${en.notifyNew}`]],
  ] as const) {
    it(`${left.length > 0 ? "leaves what is there" : "takes everything back"} when ${what}`, () => {
      content.value = told;
      announce(conversation("a"));
      turn();
      assert.deepEqual(texts(), left);
    });
  }

  it("opens the conversation that is chosen", () => {
    announce(conversation("a"), conversation("b"));
    [...shown.values()][1]!.chosen();
    assert.deepEqual(opened, ["b"]);
  });

  it("says so when the browser does not do it", () => {
    works = false;
    announce(conversation("a"));
    assert.equal(missing, 1);
  });

  it("takes everything back when it ends", () => {
    announce(conversation("a"), conversation("b"));
    notifier.close();
    assert.deepEqual(texts(), []);
  });
});
