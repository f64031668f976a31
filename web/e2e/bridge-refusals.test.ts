// What QQMusicPM itself refuses, and what is aborted, in a page of plain scripts.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { make, withPlainPage } from "./plain-page.js";

let page: Page;
withPlainPage((started) => ({ page } = started));

describe("a wrong argument is refused before anything is sent", () => {
  const cases: [what: string, call: string, args: string, options: string, argument: string][] = [
    ["a fraction for an integer", "getSessions", "[]", '{"size": 1.5}', "size"],
    ["an unsafe number", "getSessions", "[]", '{"lastTime": 9007199254740993}', "lastTime"],
    ["an integer beyond 64 bits", "getSessions", "[]", '{"lastTime": "9223372036854775808"}', "lastTime"],
    ["letters for an integer", "getSessions", "[]", '{"size": "many"}', "size"],
    ["a boolean for an integer", "getSessions", "[]", '{"size": true}', "size"],
    ["null where the protocol has none", "getSessions", "[]", '{"size": null}', "size"],
    ["an option that does not exist", "getSessions", "[]", '{"sise": 1}', "sise"],
    ["an object for an id", "deleteSession", "[{}]", "{}", "sessionId"],
    ["a fraction for an id", "deleteSession", "[1.5]", "{}", "sessionId"],
    ["a missing id", "deleteMessage", '["1", null]', "{}", "msgId"],
    ["an item of a list", "getChatEntries", "[[1, 1.5]]", "{}", "scenes[1]"],
    ["text for a list", "getChatEntries", '["1"]', "{}", "scenes"],
    ["a list for an object", "sendMessage", '["1", 0]', '{"metaData": []}', "metaData"],
    ["a number for a boolean", "sendMessage", '["1", 0]', '{"starSend": 1}', "starSend"],
    ["a number for a string", "sendMessage", '["1", 0]', '{"clientKey": {}}', "clientKey"],
    ["an unknown way to sign", "getSessions", "[]", '{"sign": "sometimes"}', "sign"],
    ["a negative timeout", "getSessions", "[]", '{"timeout": -1}', "timeout"],
    ["a fraction for a config value", "setConfig", "[1, 1.5]", "{}", "configValue"],
  ];
  for (const [what, call, args, options, argument] of cases) {
    it(`${what}: ${argument}`, async () => {
      const { error, sent } = await make(page, { call, args, options });
      assert.equal(error?.name, "InvalidArgumentError", JSON.stringify(error));
      assert.equal(error["argument"], argument);
      assert.equal(error["call"], call);
      assert.deepEqual(sent, []);
    });
  }

  for (const credential of ["null", "{}", '{"musicid": "0", "musickey": "k"}', '{"musicid": "1", "musickey": ""}']) {
    it(`the credential ${credential} is no login`, async () => {
      const { error, sent } = await make(page, {
        call: "getConfig",
        args: "[1]",
        options: `{"credential": ${credential}}`,
      });
      assert.equal(error?.name, "CredentialInvalidError");
      assert.deepEqual(sent, []);
    });
  }

  it("a credential past its lifetime has expired", async () => {
    const options = '{"credential": {"musicid": "1", "musickey": "k", "createTime": 1, "expiresIn": 1}}';
    const { error, sent } = await make(page, { call: "getConfig", args: "[1]", options });
    assert.equal(error?.name, "CredentialExpiredError");
    assert.deepEqual(sent, []);
  });
});

describe("an abort", () => {
  interface Waiting {
    createClient(
      options: object,
    ): Promise<{ getConfig(type: number, options?: object): Promise<unknown>; close(): void }>;
  }

  it("rejects with the signal's own reason", async () => {
    const same = await page.evaluate(async () => {
      const { QQMusicPM } = globalThis as unknown as { QQMusicPM: Waiting };
      const reason = { mine: true };
      const controller = new AbortController();
      const client = await QQMusicPM.createClient({
        credential: { musicid: 1, musickey: "k" },
        endpoint: "",
        fetch: () => new Promise(() => queueMicrotask(() => controller.abort(reason))),
      });
      const outcome = await client.getConfig(1, { signal: controller.signal }).catch((error: unknown) => error);
      client.close();
      return outcome === reason;
    });
    assert.ok(same);
  });

  it("before the call sends nothing", async () => {
    const outcome = await page.evaluate(async () => {
      const { QQMusicPM } = globalThis as unknown as { QQMusicPM: Waiting };
      let sent = 0;
      const client = await QQMusicPM.createClient({
        credential: { musicid: 1, musickey: "k" },
        endpoint: "",
        fetch: async () => {
          sent++;
          return new Response("{}");
        },
      });
      const error = await client.getConfig(1, { signal: AbortSignal.abort() }).catch((error: Error) => error);
      client.close();
      return { sent, name: (error as Error).name };
    });
    assert.deepEqual(outcome, { sent: 0, name: "AbortError" });
  });

  it("close rejects what is pending and what comes later", async () => {
    const names = await page.evaluate(async () => {
      const { QQMusicPM } = globalThis as unknown as { QQMusicPM: Waiting };
      const client = await QQMusicPM.createClient({
        credential: { musicid: 1, musickey: "k" },
        endpoint: "",
        fetch: () => new Promise(() => {}),
      });
      const pending = client.getConfig(1).catch((error: Error) => error.name);
      client.close();
      return [await pending, await client.getConfig(1).catch((error: Error) => error.name)];
    });
    assert.deepEqual(names, ["ClosedError", "ClosedError"]);
  });
});
