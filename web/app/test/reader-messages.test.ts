// What the gateway is asked for of a conversation, alone and with the list.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, RateLimitedError } from "../../sdk/src/errors.ts";
import type { SessionPage } from "../../sdk/src/index.ts";
import { drawn, named, page } from "./list-notation.ts";
import { message } from "./messages.ts";
import { messagesPage } from "./pages.ts";
import { readerOf } from "./reader-world.ts";

describe("messages", () => {
  it("are asked for from the newest on", async () => {
    const { reader, fake } = await readerOf(undefined);
    fake.answer("getMessages", messagesPage([message(2), message(1)], true));
    const { added, page: given } = await reader.newest("a");
    assert.deepEqual(fake.optionsOf("getMessages"), [{ sessionId: "a", lastId: undefined }]);
    assert.deepEqual([added.map(({ id }) => id), given.messages.length], [["1", "2"], 2]);
  });

  it("are asked for before one", async () => {
    const { reader, fake, archive } = await readerOf(undefined);
    fake.answer("getMessages", messagesPage([message(4), message(3)], true), messagesPage([message(2), message(1)]));
    await reader.newest("a");
    await reader.before("a", "3");
    assert.deepEqual(fake.optionsOf("getMessages")[1], { sessionId: "a", lastId: "3" });
    const { pieces } = (await archive.hold("a")).value;
    assert.deepEqual(
      pieces.map(({ run, joined }) => [joined, run.messages.map(({ id }) => id).join(" ")]),
      [[true, "1 2 3 4"]],
    );
  });
});

describe("a look at the list and at messages", () => {
  const both = async (first: SessionPage | Error, messages: ReturnType<typeof messagesPage> | Error) => {
    const world = await readerOf(undefined);
    world.fake.answer("getSessions", first).answer("getMessages", messages);
    return world;
  };

  it("is one request", async () => {
    const { reader, fake, archive } = await both(page("a9 …"), messagesPage([message(1)]));
    const { list: change, messages, failed } = await reader.lookAtBoth("a");
    assert.deepEqual(fake.requests, [["getSessions", "getMessages"]]);
    assert.deepEqual(
      [named(change!.news), messages?.added.map(({ id }) => id), failed, drawn(archive.list.value)],
      ["a9", ["1"], undefined, "a9 …"],
    );
  });

  it("counts what was read with it as read", async () => {
    const { reader, archive } = await both(page("a9*1 …"), messagesPage([message(9, { id: "a9", sequence: 9 })]));
    await reader.lookAtBoth("a");
    assert.equal(drawn(archive.list.value), "a9 …");
  });

  it("goes down the list as any look", async () => {
    const { reader, archive, answer, fake } = await readerOf("a9 b8 …");
    fake.answer("getMessages", messagesPage([]));
    answer("d12 c11 …", "a9 b8 …", "d12 c11 …");
    await reader.lookAtBoth("a");
    assert.equal(drawn(archive.list.value), "d12 c11 a9 b8 …");
  });

  it("has the list when the messages were refused", async () => {
    const error = new CGIError("gone", { code: 5 });
    const { reader, archive } = await both(page("a9 …"), error);
    const { list: change, messages, failed } = await reader.lookAtBoth("a");
    assert.deepEqual([named(change!.news), messages, failed], ["a9", undefined, error]);
    assert.equal(drawn(archive.list.value), "a9 …");
  });

  it("has the messages when the list was refused", async () => {
    const error = new CGIError("busy", { code: 5 });
    const { reader, archive } = await both(error, messagesPage([message(1)]));
    const { list: change, messages, failed } = await reader.lookAtBoth("a");
    assert.deepEqual([change, messages?.added.length, failed], [undefined, 1, error]);
    assert.equal((await archive.hold("a")).value.pieces.length, 1);
  });

  it("rejects when both were refused", async () => {
    const { reader, gateway } = await both(new RateLimitedError("wait"), new RateLimitedError("wait"));
    await assert.rejects(reader.lookAtBoth("a"), { name: "RateLimitedError" });
    assert.equal(gateway.mayAsk, false);
  });

  it("remembers what one half met", async () => {
    const { reader, gateway } = await both(page("a9 …"), new RateLimitedError("wait"));
    await reader.lookAtBoth("a");
    assert.equal(gateway.mayAsk, false);
  });
});

describe("a first page that came with something else", () => {
  it("is a look like any", async () => {
    const { reader, archive, answer, asked } = await readerOf("a9 b8 …");
    answer("a9 b8 …", "d12 c11 …");
    const { news } = await reader.takeFirst(page("d12 c11 …"), archive.asking());
    assert.deepEqual([asked(), named(news), drawn(archive.list.value)], ["c11, top", "d12 c11", "d12 c11 a9 b8 …"]);
  });
});
