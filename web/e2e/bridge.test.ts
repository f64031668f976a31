// The calls of QQMusicPM itself, in a page of plain scripts: what they send, against the examples of the protocol.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Page } from "playwright-core";
import { make, type Result, withPlainPage } from "./plain-page.js";
import { commVectors, exact, requestVectors, short, sign, signVectors } from "./vectors.js";

let page: Page;
let version: string;
withPlainPage((started) => ({ page, version } = started));

interface Request {
  comm: Record<string, unknown>;
  req_0: { module: string; method: string; param: Record<string, unknown> };
}

/** The request of the call itself, behind the one for the session. */
function requestOf({ sent, error }: Result) {
  assert.equal(error, undefined);
  const last = sent.at(-1)!;
  return { ...last, request: exact(last.body) as Record<string, unknown>, plain: JSON.parse(last.body) as Request };
}

it("a page of plain scripts gets QQMusicPM with a version", () => {
  assert.match(version, /^\d+\.\d+\.\d+/);
});

describe("a request", () => {
  for (const [i, vector] of requestVectors.entries()) {
    it(`${i}: ${vector.call}${short([...vector.args, vector.options])}`, async () => {
      const result = await make(page, {
        call: vector.call,
        args: JSON.stringify(vector.args),
        options: JSON.stringify(vector.options),
      });
      const { request } = requestOf(result);
      assert.deepEqual(Object.keys(request), ["text comm", "text req_0"]);
      assert.deepEqual(request["text req_0"], {
        "text module": `text ${vector.module}`,
        "text method": `text ${vector.method}`,
        "text param": vector.param,
      });
    });
  }

  for (const [name, wire] of [
    ["metaData", "meta_data"],
    ["ext", "ext"],
  ] as const) {
    it(`keeps the order of the caller's ${name}`, async () => {
      const ordered = '{"z":1,"a":{"y":"","b":[{"x":1,"c":2}]},"m":3}';
      const result = await make(page, {
        call: name === "ext" ? "reportCardMessageAction" : "sendMessage",
        args: name === "ext" ? '["1", 0, 0, "2"]' : '["1", 0]',
        options: `{"${name}": ${ordered}}`,
      });
      assert.ok(requestOf(result).body.includes(`"${wire}":${ordered}`), requestOf(result).body);
    });
  }

  it("sends every digit of a bigint, also inside an object", async () => {
    const result = await make(page, {
      call: "sendMessage",
      args: '["bigint 1152921504606846999", "bigint 9223372036854775807"]',
      options: '{"lastMsgSeq": "-9223372036854775808", "metaData": {"id": "bigint 1152921504606846999"}}',
    });
    const { body } = requestOf(result);
    assert.match(body, /"user_id":"1152921504606846999"/);
    assert.match(body, /"msg_type":9223372036854775807\b/);
    assert.match(body, /"last_msg_seq":-9223372036854775808\b/);
    assert.match(body, /"meta_data":\{"id":1152921504606846999\}/);
  });

  it("sends a boolean inside an object as 0 or 1", async () => {
    const result = await make(page, {
      call: "sendMessage",
      args: '["1", 0]',
      options: '{"metaData": {"a": true, "b": [false, {"c": true}]}}',
    });
    assert.match(requestOf(result).body, /"meta_data":\{"a":1,"b":\[0,\{"c":1\}\]\}/);
  });

  it("sends a config value that is a number as a number and as text", async () => {
    const result = await make(page, { call: "setConfig", args: '[1, "bigint 9007199254740993"]' });
    assert.deepEqual((requestOf(result).request["text req_0"] as Record<string, unknown>)["text param"], {
      "text config_type": "number 1",
      "text config_value_str": "text 9007199254740993",
      "text config_value": "number 9007199254740993",
    });
  });

  it("sends a config value that is text as text alone", async () => {
    const result = await make(page, { call: "setConfig", args: '[5, "7"]' });
    assert.deepEqual(requestOf(result).plain.req_0.param, { config_type: 5, config_value_str: "7" });
  });

  it("sendText is sendMessage with the text as content", async () => {
    const result = await make(page, { call: "sendText", args: '["42", "你好 <b>"]', options: '{"clientKey": "k"}' });
    const { req_0 } = requestOf(result).plain;
    assert.equal(req_0.method, "SendMessageAsync");
    assert.deepEqual(req_0.param["meta_data"], { content: "你好 <b>" });
    assert.equal(req_0.param["msg_type"], 0);
    assert.equal(req_0.param["client_key"], "k");
  });

  it("goes to the unsigned endpoint of the page's own origin, with no cookies", async () => {
    const { url, credentials } = requestOf(await make(page, { call: "getConfig", args: "[1]" }));
    assert.deepEqual({ url, credentials }, { url: "/cgi-bin/musicu.fcg", credentials: "omit" });
  });
});

describe("a signature", () => {
  for (const [i, vector] of signVectors.entries()) {
    it(`${i}: is made by this test as the example says`, () => assert.equal(sign(vector.text), vector.sign));
  }

  for (const [call, args] of [
    ["getMediaMessageDetails", '["会话", ["1"]]'],
    ["getFriendshipBadge", '["oK**"]'],
  ] as const) {
    it(`of ${call} fits the bytes that are sent`, async () => {
      const { url, body } = requestOf(await make(page, { call, args }));
      const address = new URL(url, "http://page");
      assert.equal(address.pathname, "/cgi-bin/musics.fcg");
      assert.equal(address.searchParams.get("sign"), sign(body));
      assert.match(address.searchParams.get("_") ?? "", /^\d{13}$/);
    });
  }

  it("is made for any call when the caller wants it", async () => {
    const { url } = requestOf(await make(page, { call: "getConfig", args: "[1]", options: '{"sign": "always"}' }));
    assert.match(url, /^\/cgi-bin\/musics\.fcg\?/);
  });
});

describe("comm", () => {
  for (const [i, vector] of commVectors.entries()) {
    const { dialect, credential, device, session } = vector;
    it(`${i}: ${dialect}, ${session ? "with" : "without"} a session, ${short(credential)}`, async () => {
      const { sent } = await make(page, {
        call: "getConfig",
        args: "[1]",
        client: JSON.stringify({ dialect, credential, device }),
        // Without one, the answer to GetSession has none; 14.9 asks for one before, whose own comm is looked at.
        session: session ?? { uid: dialect === "20.9" ? "" : "1", sid: "" },
      });
      const commOf = (request: { body: string }) => untimed((JSON.parse(request.body) as Request).comm);
      const request = sent[session || vector.sessionComm ? 1 : 0]!;
      assert.deepEqual(commOf(request), untimed(vector.comm));
      assert.equal(request.headers["User-Agent"], vector.userAgent);
      if (vector.sessionComm) assert.deepEqual(commOf(sent[0]!), untimed(vector.sessionComm));
    });
  }

  it("carries all 19 digits of a musicid given as bigint", async () => {
    const client = '{"credential": {"musicid": "bigint 1152921504606846999", "musickey": "W_X_k"}}';
    const { comm } = requestOf(await make(page, { call: "getConfig", args: "[1]", client })).plain;
    assert.equal(comm["qq"], "1152921504606846999");
  });
});

/** A comm without the time that its traceid ends with. */
function untimed(comm: Record<string, unknown>): Record<string, unknown> {
  return "traceid" in comm ? { ...comm, traceid: String(comm["traceid"]).replace(/_\d{10}$/, "") } : comm;
}
