// What a report tells, and what it never tells.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, DataError, RateLimitedError } from "../../sdk/src/errors.ts";
import { browserPlace } from "../check/browser-place.ts";
import { deviceAlone } from "../check/device-alone.ts";
import { reportOf } from "../check/report.ts";
import { reportWords } from "../check/report-languages.ts";
import { looksDeclared, placeOf, unknownFields } from "../check/unknown-fields.ts";
import { CheckWorld, otherwise, wireMessage, type Wire } from "./check-world.ts";

const surroundings = { version: "0.1.0", place: "Chrome 140, page", host: "https://u.y.qq.com" };

async function reportFor(world: CheckWorld, host = surroundings.host): Promise<string> {
  return reportOf(await world.found(), { ...surroundings, host }, reportWords.en);
}

describe("a report tells", () => {
  it("when, what ran it and which gateway was asked", async () => {
    const report = await reportFor(new CheckWorld());
    assert.match(report, /^- Time: 2026-06-01 12:00 UTC$/m);
    assert.match(report, /^- Version: qqmusicpm 0\.1\.0$/m);
    assert.match(report, /^- Runs in: Chrome 140, page$/m);
    assert.match(report, /^- Gateway: u\.y\.qq\.com$/m);
    assert.match(report, /^- The check: is complete, 17 of 17 steps$/m);
  });

  const hosts: [address: string, told: string][] = [
    ["https://user:word@u.y.qq.com:8443/path?q#f", "u.y.qq.com"],
    ["http://127.0.0.1:8787/", "this computer"],
    ["http://localhost:1", "this computer"],
    ["http://[::1]:2", "this computer"],
    ["http://203.0.113.9/", "an IP address"],
    ["https://[2001:db8::1]/", "an IP address"],
    ["http://3405803785/", "an IP address"],
    ["not an address", "unknown"],
  ];
  for (const [address, told] of hosts) {
    it(`of the address ${address}: ${told}`, async () => {
      assert.match(
        await reportFor(new CheckWorld(), address),
        new RegExp(`^- Gateway: ${told.replaceAll(".", "\\.")}$`, "m"),
      );
    });
  }

  it("the code and the class of a refusal", async () => {
    const refused = otherwise(({ call }, answer) =>
      call === "getFriendshipBadge" ? new CGIError("x", { code: 500_031 }) : answer,
    );
    assert.match(
      await reportFor(new CheckWorld(refused)),
      /getFriendshipBadge \| refused \(CGIError\) \| 500031 \| 10 ms/,
    );
  });

  it("how far a limited check came, and what was not asked", async () => {
    const limited = otherwise(({ call }, answer) =>
      call === "getConfig" ? new RateLimitedError("x", { code: 2001 }) : answer,
    );
    const report = await reportFor(new CheckWorld(limited));
    assert.match(report, /^- The check: stopped at a rate limit, 11 of 17 steps$/m);
    assert.match(report, /getFriendshipBadge \| not asked \|/);
  });

  it("fields that no model has, each once with its type and how often", async () => {
    const answering = otherwise(({ call }, answer) =>
      call === "getMessages"
        ? {
            has_more: 0,
            messages: [1, 2].map((n) => wireMessage(n, { is_top: 1, from_user: { uin: "1", vip_level: null } })),
          }
        : answer,
    );
    const report = await reportFor(new CheckWorld(answering));
    assert.match(report, /\| getMessages \| `messages\[\]` \| `is_top` \| number \| 4 \|/);
    assert.match(report, /\| getMessages \| `messages\[\]\.from_user` \| `vip_level` \| null \| 4 \|/);
  });

  it("values that could not be read, by their declared names", async () => {
    const world = new CheckWorld();
    const problem = { path: "/req_0/data/messages/3/meta_data/Duration", expected: "integer", got: "number" };
    world.read = ({ call }) => (call === "getMessages" ? { problems: [problem] } : {});
    assert.match(
      await reportFor(world),
      /\| getMessages \| `messages\[\]\.meta_data\.Duration` \| integer \| number \| 3 \|/,
    );
  });

  it("an answer that the inbox could not read at all", async () => {
    const world = new CheckWorld();
    world.read = ({ call }) => (call === "getConfig" ? new DataError("x", { path: "/req_1/data/config_value" }) : {});
    const report = await reportFor(world);
    assert.match(report, /getConfig \| answered, but cannot be read \(DataError\)/);
    assert.match(report, /\| getConfig \| `config_value` \|/);
  });

  it("no more rows than can be read", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `other_${"abcdefghijklmnopqrstuvwxyzABCD"[index]}_name`);
    const many = otherwise((_, answer) => ({
      ...(answer as Wire),
      ...Object.fromEntries(names.map((name) => [name, 1])),
    }));
    assert.match(await reportFor(new CheckWorld(many)), /^\d+ more are not listed\.$/m);
  });
});

describe("a name is told", () => {
  const names: [name: string, told: boolean][] = [
    ["is_top", true],
    ["SmStarVirtaulUin", true],
    ["Ext2", true],
    ["isVIP", true],
    ["id", true],
    ["2837461905", false],
    ["u2837461905", false],
    ["昵称", false],
    ["a b", false],
    ["a-b", false],
    ["Q_H_L_sample", false],
    ["w_x_sample", false],
    ["oKvFoKclNevq", false],
    ["a1b2c3d4e5f6", false],
    ["x".repeat(41), false],
    ["", false],
  ];
  for (const [name, told] of names)
    it(`${JSON.stringify(name)}: ${told}`, () => assert.equal(looksDeclared(name), told));

  it("unless it is a text that somebody sent", async () => {
    const spoken = otherwise(({ call }, answer) =>
      call === "getSafetyHint" ? { hint: "Alice", alice: 1, bob: 1 } : answer,
    );
    const report = await reportFor(new CheckWorld(spoken));
    assert.match(report, /`bob`/);
    assert.doesNotMatch(report, /alice/i);
  });

  const maps: [where: string, model: string, data: Wire][] = [
    ["maps of texts", "Session", { Ext: { someName: "x" } }],
    ["maps by uin", "MessagePage", { PatMap: { someName: { Nick: "x" } } }],
    ["maps by message", "MediaMessageDetails", { MsgIDs: { someName: { id: "x" } } }],
    ["maps by scene", "ChatEntries", { Entries: { someName: [{ Title: "x" }] } }],
  ];
  for (const [where, model, data] of maps) {
    it(`never of ${where}`, () => assert.deepEqual(unknownFields(data, model), []));
  }
});

describe("a place of a value", () => {
  const places: [path: string, model: string, place: string][] = [
    ["/req_0/data", "SessionPage", "data"],
    ["/req_0/data/sessions/0/user/uin", "SessionPage", "sessions[].user.uin"],
    ["/req_0/data/MsgIDs/m-secret/meta_data", "MediaMessageDetails", "MsgIDs.*.meta_data"],
    ["/req_0/data/Entries/1/0/Title", "ChatEntries", "Entries.*[].Title"],
    ["/req_0/data/sessions/0/Ext/secret", "SessionPage", "sessions[].Ext.*"],
    ["/req_0/data/secret", "SessionPage", "?"],
    ["/req_0/code", "SessionPage", "code"],
    ["/secret/secret", "SessionPage", "?"],
    ["", "SessionPage", "?"],
  ];
  for (const [path, model, place] of places)
    it(`${path || "none"}: ${place}`, () => assert.equal(placeOf(path, model), place));
});

describe("where a check runs", () => {
  const agents: [agent: string, told: string][] = [
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.7339.16 Safari/537.36",
      "Chrome 140, page",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.3485.54",
      "Edge 140, page",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox 143, page"],
    [
      "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
      "Safari 26, page",
    ],
    [
      "Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
      "Chrome 140, page",
    ],
    ["something else of Alice", "page"],
  ];
  for (const [agent, told] of agents) it(told, () => assert.equal(browserPlace(agent, "https:"), told));
  it("in an extension", () => assert.equal(browserPlace("", "moz-extension:"), "extension"));
});

describe("the storage of a check", () => {
  it("has the device of the inbox, and none of its sessions", async () => {
    const kept = new Map([
      ["qqmusicpm.device", "phone"],
      ["qqmusicpm.session", "s"],
      ["qqmusicpm.session.1", "s"],
    ]);
    const storage = deviceAlone({ get: async (name) => kept.get(name) ?? null });
    const found = await Promise.all([...kept.keys()].map((name) => storage.get(name)));
    assert.deepEqual(found, ["phone", null, null]);
    await storage.set("qqmusicpm.session", "own");
    assert.equal(await storage.get("qqmusicpm.session"), "own");
    assert.equal(kept.get("qqmusicpm.session"), "s");
  });
});
