// What becomes of a list with an error.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DataError, InvalidArgumentError } from "qqmusic-private-message";
import { data, rejection, runScript, stubbed } from "./support.js";
import { idsOf, list } from "./paged-list.js";

describe("an error", () => {
  const stays = data({ has_more: 1, sessions: [{ session_id: "same", sort_time: 1 }] });

  it("behind a page comes after its items", async () => {
    const { client, sent } = await stubbed({}, stays);
    const ids: string[] = [];
    const error = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions()) ids.push(sessionId);
      })(),
    );
    assert.ok(error instanceof DataError, String(error));
    assert.match(error.message, /was used before/);
    assert.deepEqual(ids, ["same", "same"]);
    assert.equal(sent.length, 2);
  });

  it("behind a page is none for who stops there", async () => {
    const { client } = await stubbed({}, stays);
    let pages = 0;
    for await (const page of client.getSessions().pages({ limit: 2 })) pages += page.sessions.length;
    assert.equal(pages, 2);
  });

  it("of a later page ends the loop, as an error of this package", async () => {
    const { client } = await stubbed({ maxRetries: 0 }, list, () => new Response("", { status: 503 }));
    const ids: string[] = [];
    const error = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions()) ids.push(sessionId);
      })(),
    );
    assert.equal(error.name, "HTTPError");
    assert.deepEqual(ids, ["s0", "s1"]);
  });

  it("of the first page comes wherever one looks", async () => {
    const { client } = await stubbed({});
    const promise = client.getSessions({ size: 1.5 });
    const errors = await Promise.all([
      rejection(promise),
      rejection(idsOf(promise)),
      rejection(promise.pages().next()),
    ]);
    assert.ok(errors.every((error) => error instanceof InvalidArgumentError && error === errors[0]));
  });

  it("is an abort's own reason, between two pages too", async () => {
    const { client, sent } = await stubbed({}, list);
    const abort = new AbortController();
    const reason = new RangeError("enough");
    const error = await rejection(
      (async () => {
        for await (const { sessionId } of client.getSessions({ signal: abort.signal })) {
          if (sessionId === "s1") abort.abort(reason);
        }
      })(),
    );
    assert.equal(error, reason);
    assert.equal(sent.length, 1);
  });
});

describe("an unhandled rejection", () => {
  const script = (use: string) => `
    import { createClient } from "qqmusic-private-message";
    process.on("unhandledRejection", (error) => console.log("unhandled", error.name));
    const client = await createClient({ fetch: () => Promise.reject(new Error()), maxRetries: 0 });
    ${use}`;

  it("is reported when nobody looks at the promise", () => {
    assert.equal(runScript(script("client.getSessions();")), "unhandled CredentialInvalidError\n");
  });

  it("is not left behind by going through items or pages", () => {
    for (const use of [
      "for await (const item of client.getSessions()) {}",
      "for await (const page of client.getSessions().pages()) {}",
      "await client.getSessions()[Symbol.asyncIterator]().next()",
    ]) {
      const caught = `try { ${use} } catch (error) { console.log("caught", error.name); }`;
      assert.equal(runScript(script(caught)), "caught CredentialInvalidError\n", use);
    }
  });

  it("is not left behind by a promise that is waited for", () => {
    const use = 'await client.getSessions().catch((error) => console.log("caught", error.name))';
    assert.equal(runScript(script(use)), "caught CredentialInvalidError\n");
  });
});
