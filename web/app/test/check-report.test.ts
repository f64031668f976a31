// What a report tells, and what it never tells.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CGIError, CredentialExpiredError, DataError, RateLimitedError } from "../../sdk/src/errors.ts";
import { browserPlace } from "../check/browser-place.ts";
import { deviceAlone } from "../check/device-alone.ts";
import { reportOf } from "../check/report.ts";
import { reportWords } from "../check/report-languages.ts";
import { looksDeclared, placeOf, unknownFields } from "../check/unknown-fields.ts";
import { wireModels } from "../check/wire-fields.gen.ts";
import {
  asBelieved,
  CheckWorld,
  otherwise,
  wireMessage,
  wireSession,
  type Answering,
  type Wire,
} from "./check-world.ts";
import { seeded, type Random } from "./seeded.ts";

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

/** What is planted: each kind of thing that must not get out, new each time. */
class Planter {
  readonly planted: string[] = [];
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  private letters(count: number, from: string): string {
    return Array.from({ length: count }, () => from[this.random.below(from.length)]).join("");
  }

  private keep(text: string): string {
    this.planted.push(text);
    return text;
  }

  /** A text as people and the gateway write them: ids, keys, names, sentences, addresses. */
  text(): string {
    const digits = "0123456789";
    const mixed = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789";
    const makers = [
      () => this.letters(10, digits),
      () => this.letters(19, digits),
      () => `Q_H_L_${this.letters(24, mixed)}`,
      () => `W_X_${this.letters(24, mixed)}`,
      () => `o${this.letters(14, mixed)}**`,
      () => this.letters(4, "听雨的猫小鹿乱撞北纬三十度"),
      () => `Alice${this.letters(6, "abcdefghij")}`,
      () => `see ${this.letters(8, "klmnopqrst")} | at | noon\n# title`,
      () => `https://photo.example/${this.letters(12, mixed)}?uin=${this.letters(9, digits)}`,
      () => `${this.letters(6, "abcdef")}@mail.example`,
      () => `10002_${this.letters(10, digits)}_1780000000`,
      () => `<img src=${this.letters(6, mixed)}>`,
    ];
    return this.keep(makers[this.random.below(makers.length)]!());
  }

  /** A name of a member: what is planted, or one that no programmer gave. */
  key(): string {
    for (;;) {
      const key = this.text();
      if (!looksDeclared(key)) return key;
      this.planted.pop();
    }
  }

  /** A number that is no code, no type and no count. */
  number(): number {
    const number = 1_000_000 + this.random.below(4_000_000_000) * 2000 + this.random.below(1000);
    this.keep(String(number));
    return number;
  }
}

/** Fills every field of a model, with the right types or wrong ones, and adds members with planted names. */
function fill(model: string, planter: Planter, random: Random, depth = 0): unknown {
  const fields = wireModels[model];
  const strange = () =>
    [planter.text(), planter.number(), [planter.text()], { [planter.key()]: planter.text() }][random.below(4)];
  // A name that looks like a programmer's, and is one that somebody has.
  const spoken = planter.text();
  const members: Wire = { [planter.key()]: strange(), [spoken]: spoken };
  if (!fields) return { ...members, [planter.key()]: { [planter.key()]: [planter.text()] }, title: planter.text() };
  const many = (make: () => unknown) => Array.from({ length: depth > 2 ? 0 : 2 }, make);
  for (const [name, { kind, model: inner = "" }] of Object.entries(fields)) {
    const one = () => (depth > 4 ? null : fill(inner, planter, random, depth + 1));
    const right: Record<string, () => unknown> = {
      integer: () => planter.number(),
      string: () => planter.text(),
      boolean: () => true,
      whole: () => ({ [planter.key()]: { [planter.key()]: planter.text() } }),
      texts: () => ({ [planter.text()]: planter.text() }),
      one,
      list: () => many(one),
      map: () => ({ [planter.text()]: one() }),
      listMap: () => ({ [planter.text()]: many(one) }),
    };
    members[name] = random.below(8) === 0 ? strange() : right[kind]!();
  }
  return members;
}

/** A gateway all of whose answers hold nothing but what is planted, so that every step is asked. */
function plantedGateway(planter: Planter, random: Random): Answering {
  const models: Record<string, string> = {
    getConfig: "ConfigResult",
    getSafetyHint: "SafetyHint",
    getChatEntries: "ChatEntries",
    getMusicianMessageCard: "MusicianMessageCard",
    getFriendshipBadge: "FriendshipBadge",
    getMediaMessageDetails: "MediaMessageDetails",
  };
  const message = () => ({ ...(fill("Message", planter, random) as Wire), id: planter.text(), msg_type: 2 });
  return ({ call }) => {
    if (random.below(12) === 0) {
      const fields = { code: planter.number(), path: `/req_0/data/${planter.text()}`, traceId: planter.text() };
      return new CGIError(planter.text(), { ...fields, data: { msg: planter.text() }, feedbackURL: planter.text() });
    }
    if (call === "getSessions") {
      const session = { ...(fill("Session", planter, random) as Wire), session_id: planter.text(), new_msg_cnt: 0 };
      const user = { ...(fill("User", planter, random) as Wire), uin: planter.text(), encrypt_uin: planter.text() };
      return { ...(fill("SessionPage", planter, random) as Wire), has_more: 1, sessions: [{ ...session, user }] };
    }
    if (call === "getMessages") {
      return {
        ...(fill("MessagePage", planter, random) as Wire),
        has_more: 1,
        messages: [message(), message(), message()],
      };
    }
    return fill(models[call]!, planter, random);
  };
}

/** Problems and errors of reading, full of what is planted. */
function plantedReading(planter: Planter, random: Random): unknown {
  if (random.below(4) === 0)
    return new DataError(planter.text(), { path: `/req_0/data/${planter.text()}/${planter.text()}` });
  const paths = ["sessions/0/", "messages/0/from_user/", "MsgIDs/", "PatMap/", "Entries/", ""];
  const problem = () => ({
    path: `/req_0/data/${paths[random.below(paths.length)]}${planter.text()}`,
    expected: random.below(2) === 0 ? "integer" : planter.text(),
    got: random.below(2) === 0 ? "string" : planter.text(),
  });
  return { problems: [problem(), problem()] };
}

describe("nothing that is planted gets into a report", () => {
  const seed = Number(process.env["CHECK_SEED"] ?? 20_260_601);
  for (let run = 0; run < 60; run++) {
    it(`seed ${seed + run}`, async () => {
      const random = seeded(seed + run);
      const planter = new Planter(random);
      const who = {
        musicid: planter.text(),
        musickey: planter.text(),
        encryptUin: planter.text(),
        createTime: 1_780_000_000 - random.below(500_000),
      };
      const world = new CheckWorld(plantedGateway(planter, random), who);
      world.sessionEvent = { code: planter.number(), traceId: planter.text(), error: planter.text() };
      world.read = () => plantedReading(planter, random);
      const findings = await world.found();
      const host = `https://${encodeURIComponent(planter.text())}@u.y.qq.com/${encodeURIComponent(planter.text())}`;
      for (const words of Object.values(reportWords)) {
        const report = reportOf(findings, { ...surroundings, host }, words);
        const leaked = planter.planted.filter((one) => report.includes(one));
        assert.deepEqual(leaked, [], report);
      }
      assert.ok(findings.steps.length > 5, "most was asked");
    });
  }

  it("nor the message of an error that ends it", async () => {
    const over = otherwise(({ call }, answer) =>
      call === "getMessages"
        ? new CredentialExpiredError("key Q_H_L_secret", { code: 1000, data: { msg: "secret" } })
        : answer,
    );
    assert.doesNotMatch(await reportFor(new CheckWorld(over)), /secret/);
  });

  it("nor the name of an error that claims to be one of ours", async () => {
    const named = new CGIError("x", { code: 1 });
    Object.defineProperty(named, "name", { value: "SecretError" });
    const claims = otherwise(
      ({ call }, answer) => (call === "getConfig" ? named : answer),
      asBelieved([wireSession("s")]),
    );
    assert.doesNotMatch(await reportFor(new CheckWorld(claims)), /Secret/);
  });
});
