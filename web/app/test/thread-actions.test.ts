// What is done in a conversation, and what comes while it is open.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signal } from "@preact/signals";
import { CGIError, NetworkError } from "../../sdk/src/errors.ts";
import type { OutboxEntry } from "../outbox/entry.ts";
import { settled } from "./fake-clock.ts";
import { me, message, peer } from "./messages.ts";
import { conversation } from "./thread-world.ts";

const problem = { kind: "limited", code: "2001", says: "", page: "", maybeSent: false, detail: "" } as const;

describe("a message that is sent", () => {
  it("goes to the other side, behind the newest message", async () => {
    const { thread, sent } = await conversation({ size: 3 });
    await thread.open();
    thread.send("hello");
    const receiver = { userId: peer.uin, superMsgFlag: 0 };
    assert.deepEqual(sent, [{ conversationId: "a", receiver, text: "hello", after: "3" }]);
  });

  it("is known to be behind the newest one that was not deleted elsewhere", async () => {
    const { thread, sent, deleteElsewhere } = await conversation({ size: 3, keepsGone: true });
    await thread.open();
    deleteElsewhere("3");
    await thread.refresh();
    thread.send("hello");
    assert.equal(sent[0]!.after, "2");
  });

  it("is behind nothing in a conversation without messages", async () => {
    const { thread, sent } = await conversation({ size: 0 });
    await thread.open();
    thread.send("hello");
    assert.deepEqual([thread.loading.value.state, sent[0]!.after], ["idle", ""]);
  });

  it("takes the unread line away", async () => {
    const { thread } = await conversation({ size: 6, unread: 2 });
    await thread.open();
    thread.send("hello");
    assert.equal(thread.unreadFrom.value, undefined);
  });

  it("stays what it is for whoever sees it when it comes back", async () => {
    const { thread, onItsWay, archive } = await conversation({ size: 1 });
    await thread.open();
    onItsWay.value = [{ clientKey: "k", state: "sending", text: "x", order: 1, writtenAt: 1 } as OutboxEntry];
    void thread.rows.value;
    onItsWay.value = [];
    const back = message(2, { clientKey: "k", fromUser: me });
    await archive.takePage("a", { messages: [back, message(1)], hasMore: false }, -1);
    assert.deepEqual(
      thread.rows.value.filter(({ row }) => row === "message").map(({ key }) => key),
      ["1", "sent k"],
    );
  });
});

describe("what a message waits for", () => {
  type World = Awaited<ReturnType<typeof conversation>>;
  for (const [what, happens] of [
    ["nothing", () => {}],
    ["the network", ({ page }) => (page.online.value = false)],
    ["the access", ({ gateway }) => Object.assign(gateway, { withheld: signal(true) })],
    ["the module", ({ gateway }) => (gateway.dead.value = problem)],
    ["the login", ({ gateway }) => (gateway.loginProblem.value = problem)],
    ["the limit", ({ gateway }) => (gateway.limit.value = { until: 1, page: "" })],
  ] as [string, (world: World) => void][]) {
    it(`is ${what}`, async () => {
      const world = await conversation({ size: 1 });
      happens(world);
      assert.equal(world.thread.waitsFor.value, what === "nothing" ? undefined : what.replace("the ", ""));
    });
  }
});

describe("a look at the newest page", () => {
  it("brings what the other side wrote since", async () => {
    const { fake, thread, reader } = await conversation({ size: 2 });
    await thread.open();
    fake.add("a", 3);
    fake.add("a", 4, { changes: { fromUser: me } });
    fake.add("a", 5, { changes: { state: 1, metaData: null } });
    const news = thread.takeNews(await reader.newest("a"));
    assert.deepEqual([news.map(({ id }) => id), thread.arrived.value], [["3"], 1]);
    fake.add("a", 6);
    thread.takeNews(await reader.newest("a"));
    assert.equal(thread.arrived.value, 2);
  });

  it("tells who the account's owner is, from the own messages", async () => {
    const { fake, thread, owners } = await conversation({ size: 2 });
    fake.add("a", 3, { changes: { fromUser: { ...me, nick: "Io", avatar: "io.jpg" } } });
    await thread.open();
    assert.deepEqual(owners, ["Io io.jpg"]);
  });

  it("tells nothing of the owner where there is no own message", async () => {
    const { thread, owners } = await conversation({ size: 2 });
    await thread.open();
    assert.deepEqual(owners, []);
  });

  it("tells of pats once, however often it finds the same", async () => {
    const { fake, thread } = await conversation({ size: 1 });
    await thread.open();
    const page = fake.messagePage("a", undefined);
    const pats = { "1": { text: "patted" } };
    thread.takeFacts({ ...page, patMap: pats } as never);
    const first = thread.pats.value;
    thread.takeFacts({ ...page, patMap: { ...pats } } as never);
    assert.deepEqual([first, thread.pats.value === first], [pats, true]);
  });

  it("that fails tells why", async () => {
    const { thread, failNext } = await conversation({ size: 1 });
    await thread.open();
    failNext(new NetworkError("cut"));
    assert.equal((await thread.refresh())?.kind, "unreachable");
    assert.equal(await thread.refresh(), undefined);
  });
});

describe("the beginning", () => {
  it("of what is known is gone to, and reading back to the first message is offered", async () => {
    const { thread } = await conversation({ size: 9 });
    await thread.open();
    await thread.goToFirst();
    assert.deepEqual(thread.spot.value, { messageId: "7", align: "start" });
    assert.equal(thread.readBack.state.value.state, "offered");
  });

  it("is gone to without an offer where it is known", async () => {
    const { thread } = await conversation({ size: 2 });
    await thread.open();
    await thread.goToFirst();
    assert.deepEqual([thread.spot.value?.messageId, thread.readBack.state.value.state], ["1", "none"]);
  });

  it("of a conversation without messages is nowhere", async () => {
    const { thread } = await conversation({ size: 0 });
    await thread.open();
    await thread.goToFirst();
    assert.equal(thread.spot.value, undefined);
  });

  it("is read back to page by page, what is in view stays, and then it is gone to", async () => {
    const { fake, thread } = await conversation({ size: 5 });
    await thread.open();
    const told: unknown[] = [];
    thread.readBack.state.subscribe((state) => void told.push(state));
    await thread.readBack.start();
    await settled();
    assert.deepEqual(told[1], { state: "reading", messages: 0 });
    assert.deepEqual(fake.asked, ["a", "a 3"]);
    assert.deepEqual([thread.spot.value?.messageId, thread.readBack.state.value.state], ["1", "none"]);
  });

  it("that cannot be read says so", async () => {
    const { thread, failNext } = await conversation({ size: 5 });
    await thread.open();
    failNext(new NetworkError("cut"));
    await thread.readBack.start();
    const { state } = thread.readBack;
    assert.equal(state.value.state === "failed" && state.value.problem.kind, "unreachable");
  });

  it("is a row only where nothing is before it", async () => {
    const ends = async (size: number, kept?: [number, number]) => {
      const { thread } = await conversation({ size, ...(kept && { kept }) });
      await thread.open();
      return thread.rows.value.some(({ row }) => row === "beginning");
    };
    assert.deepEqual([await ends(2), await ends(4), await ends(200, [1, 200])], [true, false, false]);
  });
});

describe("a card", () => {
  it("is answered with what was chosen, and shows it", async () => {
    const { thread, calls } = await conversation({ size: 2 });
    await thread.open();
    assert.equal(await thread.answerCard({ ...message(2), msgType: 7 }, 2), undefined);
    assert.deepEqual([calls, thread.shown.window.value.messages[1]!.confirm], [["card 2 7 2 2"], 2]);
  });

  it("that the gateway refuses stays open", async () => {
    const { thread, refusals } = await conversation({ size: 2 });
    await thread.open();
    refusals.set("card 2 7 2 2", new CGIError("no", { code: 10006 }));
    assert.equal((await thread.answerCard({ ...message(2), msgType: 7 }, 2))?.kind, "refused");
    assert.equal(thread.shown.window.value.messages[1]!.confirm, 0);
  });
});

describe("a stranger", () => {
  for (const [who, isConcern, fromUser, is] of [
    ["one whom the account does not follow", 0, peer, true],
    ["nobody whom it follows", 1, peer, false],
    ["not the account itself", 0, me, false],
  ] as const) {
    it(`is ${who}`, async () => {
      const { thread } = await conversation({ size: 1, changes: { user: { ...peer, isConcern } } });
      assert.equal(thread.isStranger(message(1, { fromUser })), is);
    });
  }

  it("is whoever writes in a conversation of which nobody knows with whom it is", async () => {
    const { thread } = await conversation({ size: 1, changes: { user: null } });
    assert.equal(thread.isStranger(message(1)), true);
  });
});

describe("a conversation", () => {
  it("has the name of the other side", async () => {
    assert.equal((await conversation({ size: 1 })).thread.name, "nick a");
  });

  it("shows the picture that is wanted", async () => {
    const { thread } = await conversation({ size: 1 });
    thread.look("1");
    assert.deepEqual(thread.looksAt.value, { messageId: "1" });
  });

  it("that was only begun asks the gateway for nothing", async () => {
    const { fake, thread } = await conversation({ size: 1, changes: { sessionId: "new:123" } });
    await thread.open();
    assert.equal(await thread.refresh(), undefined);
    assert.deepEqual([fake.asked, thread.loading.value.state], [[], "idle"]);
  });

  it("is loading, and shows nothing, before it was asked for", async () => {
    const { thread, shown } = await conversation({ size: 1, kept: [1, 1] });
    assert.deepEqual([thread.loading.value.state, shown(), thread.opensWhereItWas], ["loading", "", false]);
  });

  it("is let go of once", async () => {
    const { thread, archive } = await conversation({ size: 1 });
    await thread.open();
    const released: string[] = [];
    archive.release = (id) => void released.push(id);
    thread.close();
    assert.deepEqual(released, ["a"]);
  });

  it("is marked read up to its newest message", async () => {
    const { thread, archive } = await conversation({ size: 3, unread: 1 });
    const marked: unknown[] = [];
    archive.markRead = async (id, newest) => void marked.push([id, newest?.id]);
    await thread.open();
    assert.deepEqual(marked, [["a", "3"]]);
  });
});
