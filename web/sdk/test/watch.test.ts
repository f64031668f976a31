// What a watch gives of a list that changes.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { data, login } from "./support.js";
import { endWatch, follow, pass, settle, short, started, stopTime } from "./watched-list.js";

beforeEach(stopTime);
afterEach(endWatch);

describe("watch", () => {
  it("gives the first page, then what changed, and nothing when nothing did", async () => {
    const { client, list } = await started(5);
    const { seen } = follow(client.watch());
    await settle();
    assert.deepEqual(seen, ["first 0: s0 s1 s2 s3 s4"]);
    await pass(59_999);
    assert.equal(list.asked.length, 1, "a minute is the default");
    await pass(1);
    assert.equal(list.asked.length, 2);
    assert.equal(seen.length, 1);
    list.write("s3");
    await pass(60_000);
    list.write("s1");
    list.write("s0");
    await pass(60_000);
    list.unread = 1;
    await pass(60_000);
    assert.deepEqual(seen.slice(1), ["1: s3", "3: s0 s1", "1: "]);
  });

  it("follows the pages to what is as it was, and no further", async () => {
    const { client, list } = await started(48);
    const { seen } = follow(client.watch({ size: 10 }));
    await settle();
    for (let i = 47; i > 12; i--) list.write(`s${i}`);
    await pass(60_000);
    assert.equal(seen[1], `35: ${Array.from({ length: 35 }, (_, i) => `s${i + 13}`).join(" ")}`);
    assert.deepEqual(list.asked, ["", "", "s22", "s32", "s42"], "the fifth page is as it was");
  });

  it("tells of each conversation once when the list moves while its pages are read", async () => {
    const { client, list } = await started(8);
    const { seen } = follow(client.watch({ size: 4 }));
    await settle();
    for (let i = 7; i > 1; i--) list.write(`s${i}`);
    list.answered = () => {
      if (list.asked.length !== 2) return;
      list.write("s3");
      list.write("s5"); // the last of the first page: the second begins behind it
    };
    await pass(60_000);
    assert.equal(seen[1], "8: s3 s2 s4 s5 s6 s7");
  });

  it("is newest first, whatever the order of the list", async () => {
    const { client, list } = await started(3);
    list.sessions.reverse();
    const { seen } = follow(client.watch());
    await settle();
    assert.deepEqual(seen, ["first 0: s0 s1 s2"]);
  });

  it("tells of a conversation that was not there, wherever in the list it appears", async () => {
    const { client, list } = await started(6);
    const [first, ...others] = list.sessions;
    first!.time = 2000;
    const { seen } = follow(client.watch({ size: 2 }));
    await settle();
    first!.newest = "another";
    list.sessions = [first!, { id: "new", newest: "m", unread: 0, time: 1500 }, ...others];
    await pass(60_000);
    assert.equal(seen[1], "0: s0 new");
  });

  it("tells again of a conversation that was gone meanwhile", async () => {
    const { client, list } = await started(2);
    const { seen } = follow(client.watch());
    await settle();
    const all = list.sessions;
    list.sessions = all.slice(0, 1);
    await pass(60_000);
    list.sessions = all;
    await pass(60_000);
    assert.deepEqual(seen.slice(1), ["0: s1"]);
  });

  it("remembers a conversation that a look did not get to", async () => {
    const { client, list } = await started(5);
    const { seen } = follow(client.watch({ size: 2 }));
    await settle();
    for (const id of ["s2", "s3"]) list.write(id);
    await pass(60_000);
    await pass(60_000); // reads one page
    list.sessions.find(({ id }) => id === "s0")!.unread = 1;
    for (const id of ["s2", "s3"]) list.write(id);
    await pass(60_000);
    assert.deepEqual(seen.slice(1), ["2: s3 s2", "4: s3 s2 s0"]);
  });

  it("tells of what is behind the first page and of the time of the last one on it: it may be new", async () => {
    const { client, list } = await started(4);
    list.sessions[2]!.time = list.sessions[1]!.time;
    const { seen } = follow(client.watch({ size: 2 }));
    await settle();
    list.write("s1");
    list.write("s0");
    await pass(60_000);
    assert.deepEqual(seen.slice(1), ["2: s0 s1 s2"]);
  });

  it("makes no call while its consumer is busy, and looks at once when it comes back late", async () => {
    const { client, list } = await started(1);
    const updates = client.watch({ interval: 1000 })[Symbol.asyncIterator]();
    await updates.next();
    await pass(3_600_000);
    assert.equal(list.asked.length, 1);
    list.write("s0");
    assert.equal(short((await updates.next()).value!), "1: s0");
    await updates.return!();
  });

  it("counts the time that its consumer takes", async () => {
    const { client, list } = await started(1);
    const updates = client.watch()[Symbol.asyncIterator]();
    await updates.next();
    await pass(45_000);
    list.write("s0");
    const next = updates.next();
    await settle();
    await pass(14_999);
    assert.equal(list.asked.length, 1);
    await pass(1);
    assert.equal(short((await next).value!), "1: s0");
    await updates.return!();
  });

  it("lists what could not be read", async () => {
    const { client, list } = await started(1);
    list.fail = () => new Response(data({ has_more: 0, new_msg_cnt: [], sessions: [] }));
    const updates = client.watch({ interval: 1000 })[Symbol.asyncIterator]();
    const { value } = await updates.next();
    assert.deepEqual(value?.problems, [{ path: "/req_0/data/new_msg_cnt", expected: "integer", got: "array" }]);
    list.fail = undefined;
    await pass(1000);
    assert.ok(!("problems" in (await updates.next()).value!), "only where there are some");
  });

  it("has one consumer", async () => {
    const { client } = await started(1);
    const watch = client.watch();
    const updates = watch[Symbol.asyncIterator]();
    assert.throws(() => watch[Symbol.asyncIterator](), TypeError);
    await updates.return!();
    assert.throws(() => watch[Symbol.asyncIterator](), TypeError);
  });

  it("begins anew when the login is another account's", async () => {
    const { client } = await started(2);
    const { seen } = follow(client.watch());
    await settle();
    client.setCredential({ musicid: "20002", musickey: "k" });
    await pass(60_000);
    client.setCredential(login);
    await pass(60_000);
    assert.deepEqual(seen, ["first 0: s0 s1", "first 0: other", "first 0: s0 s1"]);
  });

  it("can have a login of its own", async () => {
    const { client } = await started(2);
    const { seen } = follow(client.watch({ credential: { musicid: "20002", musickey: "k" } }));
    await settle();
    assert.deepEqual(seen, ["first 0: other"]);
  });
});
