// The calls of QQMusicPM itself, in a page of plain scripts, against the examples of the protocol.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { make, openPlainPage, type Result } from "./plain-page.js";
import {
  commVectors,
  errorVectors,
  exact,
  problemVectors,
  requestVectors,
  responseVectors,
  sign,
  signVectors,
} from "./vectors.js";

let plain: Awaited<ReturnType<typeof openPlainPage>>;
let page: Page;

before(async () => {
  plain = await openPlainPage();
  page = plain.page;
});
after(() => plain?.close());

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

const short = (value: unknown) => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

it("a page of plain scripts gets QQMusicPM with a version", () => {
  assert.match(plain.version, /^\d+\.\d+\.\d+/);
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

describe("an answer with values that cannot be read", () => {
  for (const [i, vector] of problemVectors.entries()) {
    it(`${i}: ${vector.call} of ${short(vector.data)}`, async () => {
      const { call, data } = vector;
      const { answer, error } = await make(page, { call, args: JSON.stringify(vector.args), data });
      if (vector.fatal !== undefined) {
        assert.equal(error?.["name"], "DataError");
        assert.equal(error["path"], vector.fatal);
        return;
      }
      assert.equal(error, undefined);
      const value = JSON.parse(answer!) as Record<string, unknown>;
      const problems = value["problems"] as { path: string }[];
      assert.deepEqual(
        problems.map(({ path }) => path),
        vector.problems,
      );
      for (const [place, want] of Object.entries(vector.public ?? {})) {
        const found = place
          .slice(1)
          .split("/")
          .reduce((at: unknown, step) => (at as Record<string, unknown> | undefined)?.[step], value);
        assert.deepEqual(found, want === "absent" ? undefined : want, place);
      }
    });
  }
});

describe("an answer", () => {
  for (const [i, vector] of responseVectors.entries()) {
    it(`${i}: ${vector.call} of ${short(vector.data)}`, async () => {
      const { answer, error } = await make(page, {
        call: vector.call,
        args: JSON.stringify(vector.args),
        data: vector.data,
      });
      assert.equal(error, undefined);
      assert.deepEqual(exact(answer!), vector.expect);
    });

    it(`${i}: ${vector.call} raw`, async () => {
      const { answer, error } = await make(page, {
        call: vector.call,
        args: JSON.stringify(vector.args),
        options: '{"raw": true}',
        data: vector.data,
      });
      assert.equal(error, undefined);
      assert.deepEqual(exact(answer!), exact(int64Rule(vector.data)));
    });
  }
});

/** Writes integers that a double does not hold as strings. */
function int64Rule(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}

describe("an error", () => {
  for (const vector of errorVectors) {
    it(`${vector.case}: ${vector.expect["name"]}`, async () => {
      const { error } = await make(page, {
        call: vector.call,
        args: JSON.stringify(vector.args),
        options: JSON.stringify(vector.options),
        status: vector.status,
        body: vector.body,
      });
      assert.ok(error?.isError, "the call must reject with an Error");
      const got = Object.fromEntries(Object.keys(vector.expect).map((field) => [field, error[field]]));
      assert.deepEqual(got, vector.expect);
      assert.equal(error["call"], vector.call);
    });
  }
});

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
