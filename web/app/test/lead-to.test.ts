// Going to a conversation of an account, from outside the page.

import "./page-in-node.ts";
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { signal } from "@preact/signals";
import type { Session } from "../../sdk/src/index.ts";
import type { Account } from "../account/account.ts";
import { accountKey } from "../model/account-id.ts";
import type { Inbox } from "../shell/inbox.ts";
import type { LeadApp } from "../shell/lead-to.ts";
import { account } from "./shared-store.ts";

const { leadTo } = await import("../shell/lead-to.ts");

const keyOf = (musicid: string) => accountKey({ endpoint: "", musicid });
const inboxOf = (musicid: string, ...ids: string[]) => ({
  account: { endpoint: "", musicid },
  open: signal<{ id: string } | undefined>(undefined),
  list: { items: signal(ids.map((sessionId) => ({ sessionId }) as Session)) },
});
type FakeInbox = ReturnType<typeof inboxOf>;

let inbox: ReturnType<typeof signal<FakeInbox | undefined>>;
let started: ReturnType<typeof signal<boolean>>;
let switched: string[];
let opened: string[];
let app: LeadApp;

beforeEach(() => {
  inbox = signal<FakeInbox | undefined>(undefined);
  started = signal(true);
  switched = [];
  opened = [];
  const all = signal<readonly Account[]>([account("1"), account("2")]);
  app = {
    inbox,
    started,
    accounts: { all },
    switchTo: async ({ musicid }: { musicid: string }) => void switched.push(musicid),
  } as unknown as LeadApp;
});
const lead = (musicid: string, conversation: string, addressed?: string) =>
  leadTo(
    app,
    keyOf(musicid),
    conversation,
    (of: Inbox, id) => void opened.push(`${of.account.musicid} ${id}`),
    addressed,
  );

describe("a page that is led to a conversation", () => {
  it("opens it", () => {
    inbox.value = inboxOf("1", "a", "b");
    lead("1", "b");
    assert.deepEqual(opened, ["1 b"]);
  });

  it("opens it once, as soon as the list has it", () => {
    inbox.value = inboxOf("1", "a");
    lead("1", "b");
    assert.deepEqual(opened, []);
    inbox.value.list.items.value = inboxOf("1", "b", "a").list.items.value;
    inbox.value.list.items.value = inboxOf("1", "a", "b").list.items.value;
    assert.deepEqual(opened, ["1 b"]);
  });

  it("waits for a page that is starting", () => {
    started.value = false;
    lead("1", "a");
    inbox.value = inboxOf("1", "a");
    assert.deepEqual(opened, []);
    started.value = true;
    assert.deepEqual([opened, switched], [["1 a"], []]);
  });

  it("goes to the account first", () => {
    inbox.value = inboxOf("1", "a");
    lead("2", "b");
    assert.deepEqual([opened, switched], [[], ["2"]]);
    inbox.value = undefined;
    inbox.value = inboxOf("2", "b");
    assert.deepEqual([opened, switched], [["2 b"], ["2"]]);
  });

  it("stays where the user went meanwhile", () => {
    inbox.value = inboxOf("1", "a");
    lead("1", "b");
    inbox.value.open.value = { id: "a" };
    inbox.value.list.items.value = inboxOf("1", "b", "a").list.items.value;
    assert.deepEqual(opened, []);
  });

  for (const [what, then, goes] of [
    ["goes on from the conversation of its address", "a", ["1 b"]],
    ["stays where the user went from there", "c", []],
  ] as const) {
    it(what, () => {
      inbox.value = inboxOf("1", "a");
      lead("1", "b", "a");
      inbox.value.open.value = { id: "a" };
      inbox.value.open.value = { id: then };
      inbox.value.list.items.value = inboxOf("1", "b", "a").list.items.value;
      assert.deepEqual(opened, goes);
    });
  }

  it("stays in the list that the user went back to", () => {
    inbox.value = inboxOf("1", "a");
    inbox.value.open.value = { id: "a" };
    lead("1", "b");
    inbox.value.open.value = undefined;
    inbox.value.list.items.value = inboxOf("1", "b", "a").list.items.value;
    assert.deepEqual(opened, []);
  });

  it("stays where it is when the account is gone", () => {
    inbox.value = inboxOf("1", "a");
    lead("3", "a");
    assert.deepEqual([opened, switched], [[], []]);
  });

  it("goes to the account alone when it is led to no conversation", () => {
    inbox.value = inboxOf("1", "a");
    lead("2", "");
    inbox.value = inboxOf("2", "");
    assert.deepEqual([opened, switched], [[], ["2"]]);
  });

  it("forgets the first when it is led to a second", () => {
    inbox.value = inboxOf("1");
    lead("1", "a");
    lead("1", "b");
    inbox.value.list.items.value = inboxOf("1", "a", "b").list.items.value;
    assert.deepEqual(opened, ["1 b"]);
  });
});
